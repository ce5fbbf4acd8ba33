CREATE TABLE "document_drafts" (
	"corp_id" text NOT NULL,
	"document_id" uuid NOT NULL,
	"state" text DEFAULT 'editing' NOT NULL,
	"title" text NOT NULL,
	"content" jsonb NOT NULL,
	"minor" boolean DEFAULT false NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"author_ids" text[] DEFAULT '{}'::text[] NOT NULL,
	"saved_from" integer DEFAULT 0 NOT NULL,
	"saved_by" text NOT NULL,
	"saved_at" timestamp with time zone NOT NULL,
	"submitted_by" text,
	"submitted_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "document_drafts_corp_id_document_id_pk" PRIMARY KEY("corp_id","document_id")
);
--> statement-breakpoint
CREATE TABLE "document_history" (
	"corp_id" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"document_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by" text NOT NULL,
	"action" text NOT NULL,
	"details" jsonb NOT NULL,
	CONSTRAINT "document_history_corp_id_id_pk" PRIMARY KEY("corp_id","id")
);
--> statement-breakpoint
CREATE TABLE "document_versions" (
	"corp_id" text NOT NULL,
	"document_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"title" text NOT NULL,
	"content" jsonb NOT NULL,
	"plain_text" text NOT NULL,
	"minor" boolean DEFAULT false NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"author_ids" text[] DEFAULT '{}'::text[] NOT NULL,
	"approved_by" text NOT NULL,
	"self_approved" boolean DEFAULT false NOT NULL,
	"restored_from" integer,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "document_versions_corp_id_document_id_number_pk" PRIMARY KEY("corp_id","document_id","number")
);
--> statement-breakpoint
CREATE TABLE "documents" (
	"corp_id" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"kind" text NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"title" text NOT NULL,
	"position_key" text,
	"owner_id" text NOT NULL,
	"verifier_id" text NOT NULL,
	"editor_ids" text[] DEFAULT '{}'::text[] NOT NULL,
	"visibility" text NOT NULL,
	"visible_to" text[] DEFAULT '{}'::text[] NOT NULL,
	"readers" text[] DEFAULT '{}'::text[] NOT NULL,
	"subjects" text[] DEFAULT '{}'::text[] NOT NULL,
	"review_days" integer,
	"verified_at" timestamp with time zone,
	"verified_by" text,
	"review_on" date,
	"published_number" integer,
	"last_draft_version" integer DEFAULT 1 NOT NULL,
	"flagged_because" text DEFAULT '' NOT NULL,
	"obsolete_because" text DEFAULT '' NOT NULL,
	"source" text DEFAULT 'written' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "documents_corp_id_id_pk" PRIMARY KEY("corp_id","id")
);
--> statement-breakpoint
ALTER TABLE "document_drafts" ADD CONSTRAINT "document_drafts_corp_id_document_id_documents_corp_id_id_fk" FOREIGN KEY ("corp_id","document_id") REFERENCES "public"."documents"("corp_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_history" ADD CONSTRAINT "document_history_corp_id_document_id_documents_corp_id_id_fk" FOREIGN KEY ("corp_id","document_id") REFERENCES "public"."documents"("corp_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_versions" ADD CONSTRAINT "document_versions_corp_id_document_id_documents_corp_id_id_fk" FOREIGN KEY ("corp_id","document_id") REFERENCES "public"."documents"("corp_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_corp_id_position_key_positions_corp_id_key_fk" FOREIGN KEY ("corp_id","position_key") REFERENCES "public"."positions"("corp_id","key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "document_history_document" ON "document_history" USING btree ("corp_id","document_id","at");--> statement-breakpoint
CREATE INDEX "documents_latest" ON "documents" USING btree ("corp_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "documents_position" ON "documents" USING btree ("corp_id","position_key","updated_at");--> statement-breakpoint
CREATE INDEX "documents_owner" ON "documents" USING btree ("corp_id","owner_id");--> statement-breakpoint
CREATE INDEX "documents_verifier" ON "documents" USING btree ("corp_id","verifier_id");--> statement-breakpoint
CREATE INDEX "documents_review" ON "documents" USING btree ("corp_id","state","review_on");--> statement-breakpoint
CREATE INDEX "handovers_leaver" ON "handovers" USING btree ("corp_id","leaver_id");
--> statement-breakpoint
-- Hand-written from here. What 0001 did for the tables there were then, for those above: one corp at a time, forced.
GRANT SELECT, INSERT, UPDATE, DELETE ON document_drafts TO baton_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON documents TO baton_app;
--> statement-breakpoint
-- Versions and history are added to and read, nothing else; no document is ever deleted.
GRANT SELECT, INSERT ON document_versions, document_history TO baton_app;
--> statement-breakpoint
DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['documents', 'document_versions', 'document_drafts', 'document_history'] LOOP
    EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE public.%I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format(
      'CREATE POLICY one_corp ON public.%I USING (corp_id = current_setting(''app.corp_id'', true)) '
      'WITH CHECK (corp_id = current_setting(''app.corp_id'', true))', t);
  END LOOP;
END $$;
--> statement-breakpoint
CREATE TRIGGER document_versions_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON document_versions
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER document_history_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON document_history
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- Since PostgreSQL 16 whoever makes a role is a member that may give it away but not become it, so 0001 left a login
-- that is no superuser without it. What counts there is SET; older servers know no such privilege.
DO $$
DECLARE
  becoming text := CASE WHEN current_setting('server_version_num')::int >= 160000 THEN 'SET' ELSE 'MEMBER' END;
BEGIN
  IF NOT pg_has_role(current_user, 'baton_app', becoming) THEN
    EXECUTE format('GRANT baton_app TO %I', current_user);
  END IF;
END $$;
