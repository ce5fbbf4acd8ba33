CREATE TABLE "question_answers" (
	"corp_id" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"request_id" uuid NOT NULL,
	"question_id" uuid NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"text" text NOT NULL,
	CONSTRAINT "question_answers_corp_id_id_pk" PRIMARY KEY("corp_id","id")
);
--> statement-breakpoint
CREATE TABLE "question_history" (
	"corp_id" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"question_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by" text NOT NULL,
	"action" text NOT NULL,
	"details" jsonb NOT NULL,
	CONSTRAINT "question_history_corp_id_id_pk" PRIMARY KEY("corp_id","id")
);
--> statement-breakpoint
CREATE TABLE "question_seconds" (
	"corp_id" text NOT NULL,
	"question_id" uuid NOT NULL,
	"user_id" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "question_seconds_corp_id_question_id_user_id_pk" PRIMARY KEY("corp_id","question_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "questions" (
	"corp_id" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"request_id" uuid NOT NULL,
	"document_id" uuid,
	"step_key" text DEFAULT '' NOT NULL,
	"item_id" uuid,
	"handover_id" uuid,
	"text" text NOT NULL,
	"starred" boolean DEFAULT false NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"asker_id" text NOT NULL,
	"owner_id" text NOT NULL,
	"due_on" date NOT NULL,
	"accepted_answer_id" uuid,
	"merged_into" uuid,
	"reopened_because" text DEFAULT '' NOT NULL,
	"waiver" jsonb,
	"folded_at" timestamp with time zone,
	"folded_number" integer,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "questions_corp_id_id_pk" PRIMARY KEY("corp_id","id")
);
--> statement-breakpoint
ALTER TABLE "question_answers" ADD CONSTRAINT "question_answers_corp_id_question_id_questions_corp_id_id_fk" FOREIGN KEY ("corp_id","question_id") REFERENCES "public"."questions"("corp_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "question_history" ADD CONSTRAINT "question_history_corp_id_question_id_questions_corp_id_id_fk" FOREIGN KEY ("corp_id","question_id") REFERENCES "public"."questions"("corp_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "question_seconds" ADD CONSTRAINT "question_seconds_corp_id_question_id_questions_corp_id_id_fk" FOREIGN KEY ("corp_id","question_id") REFERENCES "public"."questions"("corp_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "questions" ADD CONSTRAINT "questions_corp_id_document_id_documents_corp_id_id_fk" FOREIGN KEY ("corp_id","document_id") REFERENCES "public"."documents"("corp_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "questions" ADD CONSTRAINT "questions_corp_id_item_id_items_corp_id_id_fk" FOREIGN KEY ("corp_id","item_id") REFERENCES "public"."items"("corp_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "questions" ADD CONSTRAINT "questions_corp_id_handover_id_handovers_corp_id_id_fk" FOREIGN KEY ("corp_id","handover_id") REFERENCES "public"."handovers"("corp_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "question_answers_once" ON "question_answers" USING btree ("corp_id","by","request_id");--> statement-breakpoint
CREATE INDEX "question_answers_question" ON "question_answers" USING btree ("corp_id","question_id","at");--> statement-breakpoint
CREATE INDEX "question_history_question" ON "question_history" USING btree ("corp_id","question_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "questions_once" ON "questions" USING btree ("corp_id","asker_id","request_id");--> statement-breakpoint
CREATE INDEX "questions_document" ON "questions" USING btree ("corp_id","document_id","created_at");--> statement-breakpoint
CREATE INDEX "questions_item" ON "questions" USING btree ("corp_id","item_id");--> statement-breakpoint
CREATE INDEX "questions_handover" ON "questions" USING btree ("corp_id","handover_id","state");--> statement-breakpoint
CREATE INDEX "questions_owner" ON "questions" USING btree ("corp_id","owner_id","state");--> statement-breakpoint
CREATE INDEX "questions_asker" ON "questions" USING btree ("corp_id","asker_id","created_at");--> statement-breakpoint
-- Hand-written from here. What 0002 did for its tables, for those above: one corp at a time, forced.
GRANT SELECT, INSERT, UPDATE ON questions TO baton_app;
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON question_seconds TO baton_app;
--> statement-breakpoint
-- Answers and history are added to and read, nothing else; no question is ever deleted.
GRANT SELECT, INSERT ON question_answers, question_history TO baton_app;
--> statement-breakpoint
DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['questions', 'question_answers', 'question_seconds', 'question_history'] LOOP
    EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE public.%I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format(
      'CREATE POLICY one_corp ON public.%I USING (corp_id = current_setting(''app.corp_id'', true)) '
      'WITH CHECK (corp_id = current_setting(''app.corp_id'', true))', t);
  END LOOP;
END $$;
--> statement-breakpoint
ALTER TABLE questions ADD CONSTRAINT questions_one_place CHECK (num_nonnulls(document_id, item_id) = 1);
--> statement-breakpoint
CREATE TRIGGER question_answers_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON question_answers
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER question_history_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON question_history
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
