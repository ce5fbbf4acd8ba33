CREATE TABLE "document_requests" (
	"corp_id" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"wanted" text NOT NULL,
	"wanted_key" text NOT NULL,
	"position_key" text DEFAULT '' NOT NULL,
	"owner_id" text NOT NULL,
	"asker_ids" text[] NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"document_id" uuid,
	"reason" text DEFAULT '' NOT NULL,
	"closed_at" timestamp with time zone,
	"closed_by" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "document_requests_corp_id_id_pk" PRIMARY KEY("corp_id","id")
);
--> statement-breakpoint
CREATE TABLE "document_search" (
	"corp_id" text NOT NULL,
	"document_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"cut" integer NOT NULL,
	"readers" text[] NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"position_key" text,
	"review_on" date,
	"keys" integer[] DEFAULT '{}'::int[] NOT NULL,
	"title" text NOT NULL,
	"body" text NOT NULL,
	"attached" text NOT NULL,
	"passages" jsonb NOT NULL,
	CONSTRAINT "document_search_corp_id_document_id_pk" PRIMARY KEY("corp_id","document_id")
);
--> statement-breakpoint
CREATE TABLE "search_frequencies" (
	"corp_id" text NOT NULL,
	"key" integer NOT NULL,
	"documents" integer NOT NULL,
	CONSTRAINT "search_frequencies_corp_id_key_pk" PRIMARY KEY("corp_id","key")
);
--> statement-breakpoint
ALTER TABLE "document_search" ADD CONSTRAINT "document_search_corp_id_document_id_documents_corp_id_id_fk" FOREIGN KEY ("corp_id","document_id") REFERENCES "public"."documents"("corp_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "document_requests_one_open" ON "document_requests" USING btree ("corp_id","position_key","wanted_key") WHERE state = 'open';--> statement-breakpoint
CREATE INDEX "document_requests_owner" ON "document_requests" USING btree ("corp_id","owner_id","state");--> statement-breakpoint
CREATE INDEX "document_search_keys" ON "document_search" USING gin ("keys") WITH (fastupdate=false);
--> statement-breakpoint
-- Hand-written from here.
GRANT SELECT, INSERT, UPDATE, DELETE ON document_search, search_frequencies TO baton_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON document_requests TO baton_app;
--> statement-breakpoint
DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['document_requests', 'document_search', 'search_frequencies'] LOOP
    EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format(
      'CREATE POLICY one_corp ON public.%I USING (corp_id = current_setting(''app.corp_id'', true)) '
      'WITH CHECK (corp_id = current_setting(''app.corp_id'', true))', t);
  END LOOP;
END $$;
--> statement-breakpoint
ALTER TABLE document_requests FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE search_frequencies FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
-- Not forced on document_search. Behind a policy PostgreSQL uses no GIN index for an operator on arrays, because that
-- operator is not leakproof; the two functions below run as the owner of the table, who is not bound, and name the corp
-- themselves. baton_app is bound as everywhere. What is large stands beside the rows, so that a row's readers are cheap.
ALTER TABLE document_search ALTER COLUMN keys SET STORAGE EXTERNAL, ALTER COLUMN readers SET STORAGE MAIN;
--> statement-breakpoint
ALTER TABLE document_search SET (toast_tuple_target = 256);
--> statement-breakpoint
-- `corp_id || ''` keeps the primary key out of it: for a small company the planner would rather read all of its rows, and
-- every row's keys with them, a hundred times.
-- Documents that one corp's reader may read and that have one of the keys: the keys in the order given, until p_budget
-- documents were found. Gives the p_limit best by the sum of weights (document_id, score), and for every key that was
-- looked up how many documents of the reader have it (key, found), p_most at most.
CREATE FUNCTION find_documents(
  p_keys int[], p_weights real[], p_readers text[], p_states text[], p_kinds text[],
  p_position text, p_fresh_on date, p_budget int, p_most int, p_limit int
) RETURNS TABLE (document_id uuid, score real, key int, found int)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET enable_seqscan = off AS $$
#variable_conflict use_column
DECLARE
  corp text := current_setting('app.corp_id', true);
  ids uuid[] := '{}';
  weights real[] := '{}';
  batch uuid[];
BEGIN
  IF corp IS NULL OR corp = '' THEN
    RETURN;
  END IF;
  FOR i IN 1 .. cardinality(p_keys) LOOP
    EXIT WHEN cardinality(ids) >= p_budget;
    SELECT coalesce(array_agg(one.document_id), '{}') INTO batch FROM (
      SELECT s.document_id FROM public.document_search s
      WHERE s.keys @> ARRAY[p_keys[i]] AND s.corp_id || '' = corp AND s.readers && p_readers AND s.state = ANY (p_states)
        AND (p_kinds IS NULL OR s.kind = ANY (p_kinds))
        AND (p_position IS NULL OR coalesce(s.position_key, '*company') = p_position)
        AND (p_fresh_on IS NULL OR s.review_on IS NULL OR s.review_on > p_fresh_on)
      LIMIT p_most
    ) one;
    ids := ids || batch;
    weights := weights || array_fill(p_weights[i], ARRAY[cardinality(batch)]);
    RETURN QUERY SELECT NULL::uuid, NULL::real, p_keys[i], cardinality(batch);
  END LOOP;
  RETURN QUERY
    SELECT hit.id, sum(hit.weight)::real, NULL::int, NULL::int
    FROM unnest(ids, weights) AS hit (id, weight) GROUP BY hit.id ORDER BY 2 DESC, 1 LIMIT p_limit;
END $$;
--> statement-breakpoint
-- Documents that one corp's reader may read and that have all of the keys.
CREATE FUNCTION find_titles(p_keys int[], p_readers text[], p_states text[], p_limit int) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET enable_seqscan = off AS $$
DECLARE
  corp text := current_setting('app.corp_id', true);
BEGIN
  IF corp IS NULL OR corp = '' OR cardinality(p_keys) = 0 THEN
    RETURN;
  END IF;
  RETURN QUERY
    SELECT s.document_id FROM public.document_search s
    WHERE s.keys @> p_keys AND s.corp_id || '' = corp AND s.readers && p_readers AND s.state = ANY (p_states) LIMIT p_limit;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION find_documents, find_titles FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION find_documents, find_titles TO baton_app;
--> statement-breakpoint
-- Whatever changes who reads a document, where it belongs or how it stands changes what is searched, in one transaction.
CREATE FUNCTION keep_search() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE public.document_search s
  SET readers = NEW.readers, kind = NEW.kind, state = NEW.state, position_key = NEW.position_key, review_on = NEW.review_on
  WHERE s.corp_id = NEW.corp_id AND s.document_id = NEW.id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER documents_keep_search AFTER UPDATE ON documents FOR EACH ROW
  WHEN ((OLD.readers, OLD.kind, OLD.state, OLD.position_key, OLD.review_on)
    IS DISTINCT FROM (NEW.readers, NEW.kind, NEW.state, NEW.position_key, NEW.review_on))
  EXECUTE FUNCTION keep_search();
