-- Hand-written. What 0001 did for the tables there were then, for those of the SOP store: one corp at a time, forced.
GRANT SELECT, INSERT, UPDATE, DELETE ON document_drafts TO baton_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON documents TO baton_app;
--> statement-breakpoint
-- Versions and history are added to and read, nothing else; no document is ever deleted.
GRANT SELECT, INSERT ON document_versions, document_history TO baton_app;
--> statement-breakpoint
REVOKE DELETE, TRUNCATE ON documents FROM baton_app;
--> statement-breakpoint
REVOKE UPDATE, DELETE, TRUNCATE ON document_versions, document_history FROM baton_app;
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
