using System.ComponentModel;
using DeepWiki.Core.Answering.Citations;
using DeepWiki.Core.Answering.Lookup;
using Microsoft.SemanticKernel;

namespace DeepWiki.Core.Answering.Tools;

/// <summary>
/// Functions that a model may call while it writes: they look into one repository at one commit, and nowhere else. All lines that a result shows are noted
/// as shown.
/// </summary>
/// <param name="lookup">The repository.</param>
/// <param name="shown">The register of shown lines.</param>
internal sealed class RepositoryTools(IRepositoryLookup lookup, ShownLines shown)
{
    private readonly ToolText text = new(shown);

    [KernelFunction("search_code")]
    [Description("Searches the repository for code and documents by words or names. Gives places with path, lines, symbol and text, best first.")]
    public async Task<ToolAnswer> SearchCodeAsync(
        [Description("Words, names or a question")] string query,
        [Description("Folder or file to search in; leave out for all")] string? path = null,
        [Description("Most places, 1 to 20; 10 when left out")] int? limit = null,
        CancellationToken cancellationToken = default) =>
        text.Write(await lookup.SearchCodeAsync(query, path, limit, cancellationToken));

    [KernelFunction("read_file")]
    [Description("Reads lines of a file, each behind its number; at most 400 lines a call.")]
    public async Task<ToolAnswer> ReadFileAsync(
        [Description("Path from the root of the repository")] string path,
        [Description("First line, from 1; 1 when left out")] int? startLine = null,
        [Description("Last line; as many as fit when left out")] int? endLine = null,
        CancellationToken cancellationToken = default) =>
        text.Write(await lookup.ReadFileAsync(path, startLine, endLine, cancellationToken));

    [KernelFunction("list_files")]
    [Description("Lists the entries of a folder, or with a pattern all files below it that match, with their lines and the reason where one is not indexed.")]
    public async Task<ToolAnswer> ListFilesAsync(
        [Description("Folder from the root; leave out for the root")] string? path = null,
        [Description("Pattern such as *.sql or src/**/Job*.cs; leave out for the entries of the folder")] string? pattern = null,
        CancellationToken cancellationToken = default) =>
        text.Write(await lookup.ListFilesAsync(path, pattern, cancellationToken));

    [KernelFunction("find_symbol")]
    [Description("Finds the declarations of a name (type, function, method, constant), with kind, lines and documentation.")]
    public async Task<ToolAnswer> FindSymbolAsync(
        [Description("The name, or Type.Member")] string name, CancellationToken cancellationToken = default) =>
        text.Write(await lookup.FindSymbolAsync(name, cancellationToken));

    [KernelFunction("find_references")]
    [Description("Finds the lines that use a name, its declarations apart: callers, configuration, tests.")]
    public async Task<ToolAnswer> FindReferencesAsync(
        [Description("The name as code spells it")] string name, CancellationToken cancellationToken = default) =>
        text.Write(await lookup.FindReferencesAsync(name, cancellationToken));

    [KernelFunction("read_wiki_page")]
    [Description("Reads a page of the repository's wiki. Lines it names must be read with read_file before they can be cited.")]
    public async Task<ToolAnswer> ReadWikiPageAsync(
        [Description("Slug of the page, such as overview")] string slug, CancellationToken cancellationToken = default) =>
        text.Write(await lookup.ReadWikiPageAsync(slug, cancellationToken));
}
