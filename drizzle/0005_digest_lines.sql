CREATE TABLE "digest_lines" (
	"corp_id" text NOT NULL,
	"user_id" text NOT NULL,
	"key" text NOT NULL,
	"digest_on" date NOT NULL,
	CONSTRAINT "digest_lines_corp_id_user_id_key_pk" PRIMARY KEY("corp_id","user_id","key")
);
--> statement-breakpoint
-- Hand-written from here: one corp at a time, forced, as for every table.
GRANT SELECT, INSERT, UPDATE ON digest_lines TO baton_app;
--> statement-breakpoint
ALTER TABLE digest_lines ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE digest_lines FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY one_corp ON digest_lines USING (corp_id = current_setting('app.corp_id', true))
  WITH CHECK (corp_id = current_setting('app.corp_id', true));
