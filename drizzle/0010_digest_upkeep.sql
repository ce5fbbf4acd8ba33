CREATE INDEX "questions_state" ON "questions" USING btree ("corp_id","state","updated_at");--> statement-breakpoint
CREATE INDEX "notices_digest_day" ON "notices" USING btree ("corp_id","digest_on") WHERE digest_on is not null;
--> statement-breakpoint
-- Hand-written from here: what was told long ago is forgotten.
GRANT DELETE ON digest_lines TO baton_app;
