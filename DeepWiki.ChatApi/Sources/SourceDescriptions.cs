using DeepWiki.ChatApi.Http.OpenApi;
using DeepWiki.ChatApi.Repositories;
using DeepWiki.Core.Errors;

namespace DeepWiki.ChatApi.Sources;

/// <summary>Descriptions of the routes of sources.</summary>
internal static class SourceDescriptions
{
    private static readonly RouteParameter TokenHeader = new(RepositoryToken.Header, "The token of a private repository.", "ghp_…", IsHeader: true);
    private static readonly RouteParameter Path = new("path", "Relative to the root of the repository.", "src/JobRunner.cs", IsRequired: true);
    private static readonly RouteParameter From = new("from", "First line, from 1.", "4");
    private static readonly RouteParameter To = new("to", "Last line.", "6");

    private static readonly RouteParameter At = new(
        "at", "The whole id of a commit; else the one indexed last.", "4bf92f3577b34da6a3ce929d0e0e47364bf92f35");

    private static readonly ErrorCode[] Errors = [ErrorCode.InvalidRequest, ErrorCode.Unauthorized, ErrorCode.NotFound, ErrorCode.BinaryFile];

    public static RouteDescription Source => new(
        "The lines behind a citation",
        "Of the commit that is indexed now, 2,000 lines a call. A strong ETag is sent, and If-None-Match is answered with 304. For Accept: text/html a page "
            + "for people.")
    {
        Parameters = [Path, At, From, To, TokenHeader],
        Errors = Errors,
        ResponseExample = """
            {"path":"src/JobRunner.cs","commit":"4bf92f3577b34da6a3ce929d0e0e47364bf92f35","blob":"99d1c1a2b5a0e6f3ce929d0e0e47364bf92f3577",
            "language":"csharp","size":120,"totalLines":9,"from":4,"to":5,"lines":["public sealed class JobRunner","{"],"truncated":false,
            "sha256":"2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae",
            "url":"/api/repositories/rep_4bf92f3577b34da6a3ce929d0e0e4736/source?path=src%2FJobRunner.cs",
            "symbols":[{"name":"JobRunner","kind":"class","startLine":4,"endLine":9}],
            "citedBy":[{"wiki":"wik_4bf92f3577b34da6a3ce929d0e0e4736","slug":"jobs","startLine":4,"endLine":9}]}
            """,
    };

    public static RouteDescription Raw => new(
        "The bytes of a file",
        "Of texts, as far as the index proves them; of a local repository also of images and other files, to 10 MiB. Images have their type, all else is "
            + "application/octet-stream.")
    {
        Parameters = [Path, At, TokenHeader],
        Errors = Errors,
    };

    public static RouteDescription SourceOfWiki => new("The lines behind a citation of a wiki", "At the commit of the generation that readers see.")
    {
        Parameters = [Path, From, To, TokenHeader],
        Errors = Errors,
    };

    public static RouteDescription RawOfWiki => new("The bytes of a file of a wiki", "At the commit of the generation that readers see.")
    {
        Parameters = [Path, TokenHeader],
        Errors = Errors,
    };
}
