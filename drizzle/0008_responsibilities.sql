CREATE TABLE "responsibilities" (
	"corp_id" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"position_key" text NOT NULL,
	"title" text NOT NULL,
	"title_key" text NOT NULL,
	"frequency" text,
	"output" text DEFAULT '' NOT NULL,
	"starred" boolean DEFAULT false NOT NULL,
	"owner_id" text,
	"from_item_id" uuid,
	"retired_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "responsibilities_corp_id_id_pk" PRIMARY KEY("corp_id","id")
);
--> statement-breakpoint
CREATE TABLE "responsibility_documents" (
	"corp_id" text NOT NULL,
	"responsibility_id" uuid NOT NULL,
	"document_id" uuid NOT NULL,
	CONSTRAINT "responsibility_documents_corp_id_responsibility_id_document_id_pk" PRIMARY KEY("corp_id","responsibility_id","document_id")
);
--> statement-breakpoint
CREATE TABLE "responsibility_doers" (
	"corp_id" text NOT NULL,
	"responsibility_id" uuid NOT NULL,
	"user_id" text NOT NULL,
	"verified_by" text NOT NULL,
	"verified_at" timestamp with time zone NOT NULL,
	CONSTRAINT "responsibility_doers_corp_id_responsibility_id_user_id_pk" PRIMARY KEY("corp_id","responsibility_id","user_id")
);
--> statement-breakpoint
ALTER TABLE "responsibilities" ADD CONSTRAINT "responsibilities_corp_id_position_key_positions_corp_id_key_fk" FOREIGN KEY ("corp_id","position_key") REFERENCES "public"."positions"("corp_id","key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "responsibility_documents" ADD CONSTRAINT "responsibility_documents_corp_id_responsibility_id_responsibilities_corp_id_id_fk" FOREIGN KEY ("corp_id","responsibility_id") REFERENCES "public"."responsibilities"("corp_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "responsibility_documents" ADD CONSTRAINT "responsibility_documents_corp_id_document_id_documents_corp_id_id_fk" FOREIGN KEY ("corp_id","document_id") REFERENCES "public"."documents"("corp_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "responsibility_doers" ADD CONSTRAINT "responsibility_doers_corp_id_responsibility_id_responsibilities_corp_id_id_fk" FOREIGN KEY ("corp_id","responsibility_id") REFERENCES "public"."responsibilities"("corp_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "responsibilities_once" ON "responsibilities" USING btree ("corp_id","position_key","title_key") WHERE retired_at is null;--> statement-breakpoint
-- Hand-written from here: one corp at a time, forced, as for every table.
GRANT SELECT, INSERT, UPDATE ON responsibilities TO baton_app;
--> statement-breakpoint
-- A responsibility is retired, never deleted; a link or a word about somebody may be taken back.
GRANT SELECT, INSERT, DELETE ON responsibility_documents, responsibility_doers TO baton_app;
--> statement-breakpoint
DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['responsibilities', 'responsibility_documents', 'responsibility_doers'] LOOP
    EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE public.%I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format(
      'CREATE POLICY one_corp ON public.%I USING (corp_id = current_setting(''app.corp_id'', true)) '
      'WITH CHECK (corp_id = current_setting(''app.corp_id'', true))', t);
  END LOOP;
END $$;
