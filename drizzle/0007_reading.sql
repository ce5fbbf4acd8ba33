CREATE TABLE "read_confirmations" (
	"corp_id" text NOT NULL,
	"user_id" text NOT NULL,
	"document_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"confirmed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "read_confirmations_corp_id_user_id_document_id_number_pk" PRIMARY KEY("corp_id","user_id","document_id","number")
);
--> statement-breakpoint
CREATE TABLE "reading_paths" (
	"corp_id" text NOT NULL,
	"position_key" text NOT NULL,
	"steps" jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"updated_by" text NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "reading_paths_corp_id_position_key_pk" PRIMARY KEY("corp_id","position_key")
);
--> statement-breakpoint
CREATE TABLE "reading_steps_done" (
	"corp_id" text NOT NULL,
	"reading_id" uuid NOT NULL,
	"step_key" text NOT NULL,
	"done_at" timestamp with time zone NOT NULL,
	CONSTRAINT "reading_steps_done_corp_id_reading_id_step_key_pk" PRIMARY KEY("corp_id","reading_id","step_key")
);
--> statement-breakpoint
CREATE TABLE "readings" (
	"corp_id" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"user_id" text NOT NULL,
	"position_key" text NOT NULL,
	"reason" text NOT NULL,
	"cause" text NOT NULL,
	"handover_id" uuid,
	"started_on" date NOT NULL,
	"ended_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "readings_corp_id_id_pk" PRIMARY KEY("corp_id","id")
);
--> statement-breakpoint
CREATE TABLE "seats" (
	"corp_id" text NOT NULL,
	"user_id" text NOT NULL,
	"position_key" text NOT NULL,
	"since" timestamp with time zone NOT NULL,
	CONSTRAINT "seats_corp_id_user_id_pk" PRIMARY KEY("corp_id","user_id")
);
--> statement-breakpoint
ALTER TABLE "document_versions" ADD COLUMN "read_again" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "read_confirmations" ADD CONSTRAINT "read_confirmations_corp_id_document_id_documents_corp_id_id_fk" FOREIGN KEY ("corp_id","document_id") REFERENCES "public"."documents"("corp_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reading_paths" ADD CONSTRAINT "reading_paths_corp_id_position_key_positions_corp_id_key_fk" FOREIGN KEY ("corp_id","position_key") REFERENCES "public"."positions"("corp_id","key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reading_steps_done" ADD CONSTRAINT "reading_steps_done_corp_id_reading_id_readings_corp_id_id_fk" FOREIGN KEY ("corp_id","reading_id") REFERENCES "public"."readings"("corp_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "read_confirmations_document" ON "read_confirmations" USING btree ("corp_id","document_id");--> statement-breakpoint
CREATE UNIQUE INDEX "readings_cause" ON "readings" USING btree ("corp_id","user_id","cause");--> statement-breakpoint
CREATE UNIQUE INDEX "readings_one_path" ON "readings" USING btree ("corp_id","user_id","position_key") WHERE ended_at is null;--> statement-breakpoint
-- Hand-written from here: one corp at a time, forced, as for every table.
GRANT SELECT, INSERT, UPDATE ON reading_paths, readings, seats TO baton_app;
--> statement-breakpoint
-- A confirmation stays; a tick may be taken back.
GRANT SELECT, INSERT ON read_confirmations TO baton_app;
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON reading_steps_done TO baton_app;
--> statement-breakpoint
DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['reading_paths', 'readings', 'reading_steps_done', 'read_confirmations', 'seats'] LOOP
    EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE public.%I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format(
      'CREATE POLICY one_corp ON public.%I USING (corp_id = current_setting(''app.corp_id'', true)) '
      'WITH CHECK (corp_id = current_setting(''app.corp_id'', true))', t);
  END LOOP;
END $$;
