-- Hand-written. Every table with a corp_id shows and takes only the rows of the corp that the transaction named in
-- app.corp_id; without a name, nothing. Forced, so that even the owner of the tables is bound.
-- The role that the application's connections run as. On a managed server whose login role may not create roles, an
-- administrator creates it once (docs/operations.md) and this finds it.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'baton_app') THEN
    CREATE ROLE baton_app NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
  END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
  NULL; -- roles belong to the whole server: a migration of a database beside this one was faster
END $$;
--> statement-breakpoint
DO $$
BEGIN
  IF NOT pg_has_role(current_user, 'baton_app', 'MEMBER') THEN
    EXECUTE format('GRANT baton_app TO %I', current_user);
  END IF;
  EXECUTE format('GRANT USAGE ON SCHEMA %I TO baton_app', current_schema());
END $$;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO baton_app;
--> statement-breakpoint
DO $$
DECLARE
  t text;
BEGIN
  FOR t IN
    SELECT c.table_name FROM information_schema.columns c
    WHERE c.table_schema = 'public' AND c.column_name = 'corp_id' AND c.table_name <> 'corps'
  LOOP
    EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE public.%I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format(
      'CREATE POLICY one_corp ON public.%I USING (corp_id = current_setting(''app.corp_id'', true)) '
      'WITH CHECK (corp_id = current_setting(''app.corp_id'', true))', t);
  END LOOP;
END $$;
--> statement-breakpoint
-- What is append-only stays append-only, whatever the application asks for.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER history_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON history
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER template_versions_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON template_versions
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- Drafts of evidence are replaced by their author; what was submitted never changes.
CREATE TRIGGER evidence_append_only BEFORE UPDATE OR DELETE ON evidence
  FOR EACH ROW WHEN (NOT OLD.draft) EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
REVOKE UPDATE, DELETE, TRUNCATE ON history, template_versions FROM baton_app;
