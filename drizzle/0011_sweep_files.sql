-- Pictures that nothing names any more are swept (packages/flows/src/file/sweep-files.ts); a version's never are.
GRANT DELETE ON document_files TO baton_app;
