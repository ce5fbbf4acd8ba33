CREATE TABLE "document_files" (
	"corp_id" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"document_id" uuid NOT NULL,
	"name" text NOT NULL,
	"media_type" text NOT NULL,
	"bytes" integer NOT NULL,
	"sha256" text NOT NULL,
	"storage_key" text NOT NULL,
	"by" text NOT NULL,
	"text" text DEFAULT '' NOT NULL,
	"read_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "document_files_corp_id_id_pk" PRIMARY KEY("corp_id","id")
);
--> statement-breakpoint
CREATE TABLE "document_sources" (
	"corp_id" text NOT NULL,
	"document_id" uuid NOT NULL,
	"root" text NOT NULL,
	"path" text NOT NULL,
	"part" text NOT NULL,
	"sha256" text NOT NULL,
	"content_hash" text NOT NULL,
	"draft_version" integer NOT NULL,
	"imported_by" text NOT NULL,
	"imported_at" timestamp with time zone NOT NULL,
	CONSTRAINT "document_sources_corp_id_document_id_pk" PRIMARY KEY("corp_id","document_id")
);
--> statement-breakpoint
CREATE TABLE "export_tickets" (
	"corp_id" text NOT NULL,
	"ticket_hash" text NOT NULL,
	"user_id" text NOT NULL,
	"position" text,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "export_tickets_corp_id_ticket_hash_pk" PRIMARY KEY("corp_id","ticket_hash")
);
--> statement-breakpoint
CREATE TABLE "import_files" (
	"corp_id" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"import_id" uuid NOT NULL,
	"upload_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"path" text NOT NULL,
	"part" text DEFAULT '' NOT NULL,
	"bytes" bigint NOT NULL,
	"sha256" text DEFAULT '' NOT NULL,
	"content_hash" text DEFAULT '' NOT NULL,
	"said_document_id" uuid,
	"is_attachment" boolean DEFAULT false NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"position_key" text,
	"owner_id" text,
	"verifier_id" text,
	"visibility" text NOT NULL,
	"visible_to" text[] DEFAULT '{}'::text[] NOT NULL,
	"subjects" text[] DEFAULT '{}'::text[] NOT NULL,
	"review_days" integer,
	"content" jsonb,
	"files" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"problems" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"skip" boolean DEFAULT false NOT NULL,
	"decision" text NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"document_id" uuid,
	"failed_because" text DEFAULT '' NOT NULL,
	CONSTRAINT "import_files_corp_id_id_pk" PRIMARY KEY("corp_id","id")
);
--> statement-breakpoint
CREATE TABLE "import_uploads" (
	"corp_id" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"import_id" uuid NOT NULL,
	"name" text NOT NULL,
	"root" text NOT NULL,
	"bytes" bigint NOT NULL,
	"sha256" text NOT NULL,
	"storage_key" text NOT NULL,
	"entries" integer,
	"scanned_at" timestamp with time zone,
	"problem" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "import_uploads_corp_id_id_pk" PRIMARY KEY("corp_id","id")
);
--> statement-breakpoint
CREATE TABLE "imports" (
	"corp_id" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"state" text DEFAULT 'choosing' NOT NULL,
	"mode" text DEFAULT 'draft' NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"cleared_at" timestamp with time zone,
	CONSTRAINT "imports_corp_id_id_pk" PRIMARY KEY("corp_id","id")
);
--> statement-breakpoint
ALTER TABLE "document_files" ADD CONSTRAINT "document_files_corp_id_document_id_documents_corp_id_id_fk" FOREIGN KEY ("corp_id","document_id") REFERENCES "public"."documents"("corp_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_sources" ADD CONSTRAINT "document_sources_corp_id_document_id_documents_corp_id_id_fk" FOREIGN KEY ("corp_id","document_id") REFERENCES "public"."documents"("corp_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_files" ADD CONSTRAINT "import_files_corp_id_import_id_imports_corp_id_id_fk" FOREIGN KEY ("corp_id","import_id") REFERENCES "public"."imports"("corp_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_uploads" ADD CONSTRAINT "import_uploads_corp_id_import_id_imports_corp_id_id_fk" FOREIGN KEY ("corp_id","import_id") REFERENCES "public"."imports"("corp_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "document_files_document" ON "document_files" USING btree ("corp_id","document_id","created_at");--> statement-breakpoint
CREATE INDEX "document_files_unread" ON "document_files" USING btree ("corp_id","read_at","created_at");--> statement-breakpoint
CREATE INDEX "document_sources_key" ON "document_sources" USING btree ("corp_id","root","path","part");--> statement-breakpoint
CREATE UNIQUE INDEX "import_files_source" ON "import_files" USING btree ("corp_id","import_id","upload_id","path","part");--> statement-breakpoint
CREATE INDEX "import_files_order" ON "import_files" USING btree ("corp_id","import_id","seq");--> statement-breakpoint
CREATE INDEX "import_uploads_import" ON "import_uploads" USING btree ("corp_id","import_id","created_at");--> statement-breakpoint
CREATE INDEX "imports_mine" ON "imports" USING btree ("corp_id","created_by","created_at");--> statement-breakpoint
CREATE INDEX "imports_at_work" ON "imports" USING btree ("corp_id","created_at") WHERE state in ('scanning', 'running') or (state in ('done', 'discarded') and cleared_at is null);
--> statement-breakpoint
-- Hand-written from here: one corp at a time, forced, as for every table.
GRANT SELECT, INSERT, UPDATE ON imports, import_uploads, import_files TO baton_app;
--> statement-breakpoint
-- What was found in an upload is forgotten with the import; where a document came from is not.
GRANT DELETE ON import_files TO baton_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON document_sources, document_files TO baton_app;
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON export_tickets TO baton_app;
--> statement-breakpoint
DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['imports', 'import_uploads', 'import_files', 'document_sources', 'export_tickets', 'document_files'] LOOP
    EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE public.%I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format(
      'CREATE POLICY one_corp ON public.%I USING (corp_id = current_setting(''app.corp_id'', true)) '
      'WITH CHECK (corp_id = current_setting(''app.corp_id'', true))', t);
  END LOOP;
END $$;
