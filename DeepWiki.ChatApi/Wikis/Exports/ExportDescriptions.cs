using DeepWiki.ChatApi.Http.OpenApi;
using DeepWiki.ChatApi.Repositories;
using DeepWiki.Core.Errors;

namespace DeepWiki.ChatApi.Wikis.Exports;

/// <summary>Descriptions of exports and of texts for language models.</summary>
internal static class ExportDescriptions
{
    private static readonly RouteParameter TokenHeader = new(RepositoryToken.Header, "The token of a private repository.", "ghp_…", IsHeader: true);

    public static RouteDescription Export => new(
        "A wiki as a file",
        "markdown: one file with a table of contents. json: everything. zip: a file for each page, llms.txt, llms-full.txt and wiki.json. html: a site of "
            + "static files that opens from a disk. The same generation gives the same bytes.")
    {
        Parameters =
        [
            new("format", "markdown (default), json, zip or html.", "zip"),
            new("generation", "Number of a kept generation; else the one readers see.", "3"),
            new("commit", "The whole id of a commit that a kept generation is of.", "4bf92f3577b34da6a3ce929d0e0e47364bf92f35"),
            TokenHeader,
        ],
        Errors = [ErrorCode.InvalidRequest, ErrorCode.Unauthorized, ErrorCode.NotFound, ErrorCode.Gone],
    };

    public static RouteDescription List => new("The wikis for language models", "All that anybody may read, a line each, in the form of llmstxt.org.")
    {
        Errors = [ErrorCode.Unauthorized],
    };

    public static RouteDescription Texts => new(
        "A wiki for language models",
        "The path is that of the repository, then /-/ and llms.txt (list of pages), llms-full.txt (all pages) or the slug of a page with .md. The host of "
            + "local folders is local.")
    {
        Parameters = [new("language", "Code of the language; else the wiki of the default branch that is there.", "en"), TokenHeader],
        Errors = [ErrorCode.Unauthorized, ErrorCode.NotFound],
    };
}
