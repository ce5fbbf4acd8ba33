CREATE TABLE "corps" (
	"corp_id" text PRIMARY KEY NOT NULL,
	"name" text DEFAULT '' NOT NULL,
	"settings" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"directory_synced_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "approval_forms" (
	"corp_id" text NOT NULL,
	"process_code" text NOT NULL,
	"name" text DEFAULT '' NOT NULL,
	"mapping" jsonb NOT NULL,
	CONSTRAINT "approval_forms_corp_id_process_code_pk" PRIMARY KEY("corp_id","process_code")
);
--> statement-breakpoint
CREATE TABLE "dingtalk_calls" (
	"corp_id" text NOT NULL,
	"month" text NOT NULL,
	"api" text NOT NULL,
	"purpose" text NOT NULL,
	"metered" integer DEFAULT 0 NOT NULL,
	"free" integer DEFAULT 0 NOT NULL,
	"refused" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "dingtalk_calls_corp_id_month_api_purpose_pk" PRIMARY KEY("corp_id","month","api","purpose")
);
--> statement-breakpoint
CREATE TABLE "events" (
	"corp_id" text NOT NULL,
	"key" text NOT NULL,
	"type" text NOT NULL,
	"source" text NOT NULL,
	"payload" jsonb NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"outcome" text DEFAULT 'received' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp with time zone,
	"settled_at" timestamp with time zone,
	"note" text DEFAULT '' NOT NULL,
	CONSTRAINT "events_corp_id_key_pk" PRIMARY KEY("corp_id","key")
);
--> statement-breakpoint
CREATE TABLE "sync_states" (
	"corp_id" text NOT NULL,
	"name" text NOT NULL,
	"cursor" jsonb NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "sync_states_corp_id_name_pk" PRIMARY KEY("corp_id","name")
);
--> statement-breakpoint
CREATE TABLE "departure_facts" (
	"corp_id" text NOT NULL,
	"seq" bigint GENERATED ALWAYS AS IDENTITY (sequence name "departure_facts_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"leaver_id" text NOT NULL,
	"source" text NOT NULL,
	"status" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"last_working_day" date,
	"successor_id" text,
	"by" text DEFAULT '' NOT NULL,
	CONSTRAINT "departure_facts_corp_id_seq_pk" PRIMARY KEY("corp_id","seq")
);
--> statement-breakpoint
CREATE TABLE "departure_news" (
	"corp_id" text NOT NULL,
	"leaver_id" text NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"people_changed" boolean DEFAULT false NOT NULL,
	CONSTRAINT "departure_news_corp_id_leaver_id_pk" PRIMARY KEY("corp_id","leaver_id")
);
--> statement-breakpoint
CREATE TABLE "handover_approvals" (
	"corp_id" text NOT NULL,
	"process_instance_id" text NOT NULL,
	"handover_id" uuid,
	"leaver_id" text NOT NULL,
	"status" text NOT NULL,
	"status_at" timestamp with time zone NOT NULL,
	"agreed_at" timestamp with time zone,
	"last_working_day" date,
	"successor_id" text,
	"biz_category_id" text DEFAULT '' NOT NULL,
	"process_code" text DEFAULT '' NOT NULL,
	"form_unread" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "handover_approvals_corp_id_process_instance_id_pk" PRIMARY KEY("corp_id","process_instance_id")
);
--> statement-breakpoint
CREATE TABLE "handovers" (
	"corp_id" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"kind" text DEFAULT 'departure' NOT NULL,
	"state" text NOT NULL,
	"leaver_id" text NOT NULL,
	"manager_id" text,
	"successor_id" text,
	"interim_holder_id" text,
	"witness_id" text,
	"hr_id" text,
	"last_working_day" date,
	"legal_end_date" date,
	"access_cutoff_at" timestamp with time zone,
	"position_key" text,
	"position_rule" text DEFAULT '' NOT NULL,
	"templates" jsonb NOT NULL,
	"source" text NOT NULL,
	"process_instance_id" text,
	"certificate_issued_at" timestamp with time zone,
	"files_transferred_at" timestamp with time zone,
	"launched_at" timestamp with time zone,
	"released_at" timestamp with time zone,
	"released_by" text,
	"withdrawn_at" timestamp with time zone,
	"withdrawn_because" text DEFAULT '' NOT NULL,
	"problems" integer DEFAULT 0 NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "handovers_corp_id_id_pk" PRIMARY KEY("corp_id","id")
);
--> statement-breakpoint
CREATE TABLE "confirmations" (
	"corp_id" text NOT NULL,
	"item_id" uuid NOT NULL,
	"slot" integer NOT NULL,
	"role" text NOT NULL,
	"confirmer_id" text NOT NULL,
	"delegated_from" text,
	"confirmed_at" timestamp with time zone,
	"confirmed_by" text,
	CONSTRAINT "confirmations_corp_id_item_id_slot_pk" PRIMARY KEY("corp_id","item_id","slot")
);
--> statement-breakpoint
CREATE TABLE "evidence" (
	"corp_id" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"item_id" uuid NOT NULL,
	"round" integer NOT NULL,
	"draft" boolean NOT NULL,
	"content" jsonb NOT NULL,
	"by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "evidence_corp_id_id_pk" PRIMARY KEY("corp_id","id")
);
--> statement-breakpoint
CREATE TABLE "file_tickets" (
	"corp_id" text NOT NULL,
	"ticket_hash" text NOT NULL,
	"file_id" uuid NOT NULL,
	"user_id" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "file_tickets_corp_id_ticket_hash_pk" PRIMARY KEY("corp_id","ticket_hash")
);
--> statement-breakpoint
CREATE TABLE "files" (
	"corp_id" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"handover_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"name" text NOT NULL,
	"media_type" text NOT NULL,
	"bytes" integer NOT NULL,
	"sha256" text NOT NULL,
	"storage_key" text NOT NULL,
	"by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "files_corp_id_id_pk" PRIMARY KEY("corp_id","id")
);
--> statement-breakpoint
CREATE TABLE "history" (
	"corp_id" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"handover_id" uuid NOT NULL,
	"item_id" uuid,
	"at" timestamp with time zone NOT NULL,
	"by" text NOT NULL,
	"action" text NOT NULL,
	"details" jsonb NOT NULL,
	CONSTRAINT "history_corp_id_id_pk" PRIMARY KEY("corp_id","id")
);
--> statement-breakpoint
CREATE TABLE "items" (
	"corp_id" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"handover_id" uuid NOT NULL,
	"key" text NOT NULL,
	"position" integer NOT NULL,
	"title" text NOT NULL,
	"standard" text NOT NULL,
	"evidence" jsonb NOT NULL,
	"columns" jsonb NOT NULL,
	"level" text NOT NULL,
	"gate" text NOT NULL,
	"due" text NOT NULL,
	"due_on" date NOT NULL,
	"hours" real NOT NULL,
	"restricted" boolean DEFAULT false NOT NULL,
	"state" text DEFAULT 'todo' NOT NULL,
	"state_since" timestamp with time zone NOT NULL,
	"doer_id" text NOT NULL,
	"acceptor_id" text,
	"acceptor_interim" boolean DEFAULT false NOT NULL,
	"accepted_at" timestamp with time zone,
	"accepted_by" text,
	"to_be_reaccepted" boolean DEFAULT false NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"waiver" jsonb,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "items_corp_id_id_pk" PRIMARY KEY("corp_id","id")
);
--> statement-breakpoint
CREATE TABLE "departments" (
	"corp_id" text NOT NULL,
	"dept_id" bigint NOT NULL,
	"parent_id" bigint,
	"name" text NOT NULL,
	"leader_user_ids" jsonb NOT NULL,
	"seen_at" timestamp with time zone NOT NULL,
	"gone_at" timestamp with time zone,
	CONSTRAINT "departments_corp_id_dept_id_pk" PRIMARY KEY("corp_id","dept_id")
);
--> statement-breakpoint
CREATE TABLE "people" (
	"corp_id" text NOT NULL,
	"user_id" text NOT NULL,
	"union_id" text NOT NULL,
	"name" text NOT NULL,
	"title" text DEFAULT '' NOT NULL,
	"dept_ids" jsonb NOT NULL,
	"manager_user_id" text,
	"is_admin" boolean DEFAULT false NOT NULL,
	"employment" text DEFAULT 'on_job' NOT NULL,
	"left_at" timestamp with time zone,
	"language" text DEFAULT 'zh' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"seen_at" timestamp with time zone NOT NULL,
	"detailed_at" timestamp with time zone,
	CONSTRAINT "people_corp_id_user_id_pk" PRIMARY KEY("corp_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "position_rules" (
	"corp_id" text NOT NULL,
	"rank" integer NOT NULL,
	"position_key" text NOT NULL,
	"keywords" jsonb NOT NULL,
	"where" text NOT NULL,
	CONSTRAINT "position_rules_corp_id_rank_pk" PRIMARY KEY("corp_id","rank")
);
--> statement-breakpoint
CREATE TABLE "positions" (
	"corp_id" text NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"template_key" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "positions_corp_id_key_pk" PRIMARY KEY("corp_id","key")
);
--> statement-breakpoint
CREATE TABLE "role_holders" (
	"corp_id" text NOT NULL,
	"role" text NOT NULL,
	"user_id" text NOT NULL,
	"rank" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "role_holders_corp_id_role_user_id_pk" PRIMARY KEY("corp_id","role","user_id")
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"corp_id" text NOT NULL,
	"token_hash" text NOT NULL,
	"user_id" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"user_agent" text DEFAULT '' NOT NULL,
	CONSTRAINT "sessions_corp_id_token_hash_pk" PRIMARY KEY("corp_id","token_hash")
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"corp_id" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"dedupe_key" text NOT NULL,
	"channel" text NOT NULL,
	"recipient" text NOT NULL,
	"kind" text NOT NULL,
	"body" jsonb NOT NULL,
	"digest_on" date,
	"not_before" timestamp with time zone NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"claimed_at" timestamp with time zone,
	"sent_at" timestamp with time zone,
	"receipt" text DEFAULT '' NOT NULL,
	"last_error" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "notices_corp_id_id_pk" PRIMARY KEY("corp_id","id")
);
--> statement-breakpoint
CREATE TABLE "reminders" (
	"corp_id" text NOT NULL,
	"item_id" uuid NOT NULL,
	"handover_id" uuid NOT NULL,
	"rung" text NOT NULL,
	"due_at" timestamp with time zone,
	"sent" jsonb NOT NULL,
	CONSTRAINT "reminders_corp_id_item_id_pk" PRIMARY KEY("corp_id","item_id")
);
--> statement-breakpoint
CREATE TABLE "template_versions" (
	"corp_id" text NOT NULL,
	"template_key" text NOT NULL,
	"version" integer NOT NULL,
	"items" jsonb NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"created_by" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "template_versions_corp_id_template_key_version_pk" PRIMARY KEY("corp_id","template_key","version")
);
--> statement-breakpoint
CREATE TABLE "templates" (
	"corp_id" text NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"add_on" boolean DEFAULT false NOT NULL,
	"includes_base" boolean DEFAULT true NOT NULL,
	"needs_witness" boolean DEFAULT false NOT NULL,
	"current_version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "templates_corp_id_key_pk" PRIMARY KEY("corp_id","key")
);
--> statement-breakpoint
ALTER TABLE "confirmations" ADD CONSTRAINT "confirmations_corp_id_item_id_items_corp_id_id_fk" FOREIGN KEY ("corp_id","item_id") REFERENCES "public"."items"("corp_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_corp_id_item_id_items_corp_id_id_fk" FOREIGN KEY ("corp_id","item_id") REFERENCES "public"."items"("corp_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_corp_id_item_id_items_corp_id_id_fk" FOREIGN KEY ("corp_id","item_id") REFERENCES "public"."items"("corp_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "history" ADD CONSTRAINT "history_corp_id_handover_id_handovers_corp_id_id_fk" FOREIGN KEY ("corp_id","handover_id") REFERENCES "public"."handovers"("corp_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "items" ADD CONSTRAINT "items_corp_id_handover_id_handovers_corp_id_id_fk" FOREIGN KEY ("corp_id","handover_id") REFERENCES "public"."handovers"("corp_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reminders" ADD CONSTRAINT "reminders_corp_id_item_id_items_corp_id_id_fk" FOREIGN KEY ("corp_id","item_id") REFERENCES "public"."items"("corp_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "template_versions" ADD CONSTRAINT "template_versions_corp_id_template_key_templates_corp_id_key_fk" FOREIGN KEY ("corp_id","template_key") REFERENCES "public"."templates"("corp_id","key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "events_open" ON "events" USING btree ("corp_id","outcome","next_attempt_at");--> statement-breakpoint
CREATE INDEX "departure_facts_leaver" ON "departure_facts" USING btree ("corp_id","leaver_id","at");--> statement-breakpoint
CREATE INDEX "handover_approvals_leaver" ON "handover_approvals" USING btree ("corp_id","leaver_id");--> statement-breakpoint
CREATE UNIQUE INDEX "handovers_one_open" ON "handovers" USING btree ("corp_id","leaver_id","kind") WHERE state in ('preparing','planning','active','supplementing','awaiting_release');--> statement-breakpoint
CREATE INDEX "handovers_state" ON "handovers" USING btree ("corp_id","state","last_working_day");--> statement-breakpoint
CREATE INDEX "handovers_successor" ON "handovers" USING btree ("corp_id","successor_id");--> statement-breakpoint
CREATE INDEX "handovers_manager" ON "handovers" USING btree ("corp_id","manager_id");--> statement-breakpoint
CREATE INDEX "confirmations_person" ON "confirmations" USING btree ("corp_id","confirmer_id","confirmed_at");--> statement-breakpoint
CREATE INDEX "evidence_item" ON "evidence" USING btree ("corp_id","item_id","round");--> statement-breakpoint
CREATE INDEX "file_tickets_expiry" ON "file_tickets" USING btree ("corp_id","expires_at");--> statement-breakpoint
CREATE INDEX "files_item" ON "files" USING btree ("corp_id","item_id");--> statement-breakpoint
CREATE INDEX "history_case" ON "history" USING btree ("corp_id","handover_id","at");--> statement-breakpoint
CREATE INDEX "history_item" ON "history" USING btree ("corp_id","item_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "items_key" ON "items" USING btree ("corp_id","handover_id","key");--> statement-breakpoint
CREATE INDEX "items_doer" ON "items" USING btree ("corp_id","doer_id","state");--> statement-breakpoint
CREATE INDEX "items_acceptor" ON "items" USING btree ("corp_id","acceptor_id","state");--> statement-breakpoint
CREATE INDEX "items_due" ON "items" USING btree ("corp_id","state","due_on");--> statement-breakpoint
CREATE INDEX "departments_parent" ON "departments" USING btree ("corp_id","parent_id");--> statement-breakpoint
CREATE INDEX "people_union" ON "people" USING btree ("corp_id","union_id");--> statement-breakpoint
CREATE INDEX "people_manager" ON "people" USING btree ("corp_id","manager_user_id");--> statement-breakpoint
CREATE INDEX "sessions_user" ON "sessions" USING btree ("corp_id","user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "notices_dedupe" ON "notices" USING btree ("corp_id","dedupe_key");--> statement-breakpoint
CREATE UNIQUE INDEX "notices_one_digest" ON "notices" USING btree ("corp_id","recipient","digest_on");--> statement-breakpoint
CREATE INDEX "notices_waiting" ON "notices" USING btree ("corp_id","state","not_before");--> statement-breakpoint
CREATE INDEX "reminders_due" ON "reminders" USING btree ("corp_id","due_at");