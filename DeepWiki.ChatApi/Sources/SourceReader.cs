using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DeepWiki.ChatApi.Http;
using DeepWiki.ChatApi.Repositories;
using DeepWiki.Core.Data.Browsing;
using DeepWiki.Core.Data.Generations.Pages;
using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Data.Repositories;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Repositories;
using DeepWiki.Core.Secrets;
using DeepWiki.Core.SourceCode;

namespace DeepWiki.ChatApi.Sources;

/// <summary>Gives the lines of an indexed file to callers who were seen to be able to read the repository.</summary>
internal sealed class SourceReader(RepositoryLookup repositories, SourceStore sources, FolderStore folders, PageVersionStore pages)
{
    private const int MaxLines = 2000;

    /// <exception cref="DeepWikiException">The repository is not for this caller, or the index does not hold the lines.</exception>
    public async Task<SourcePage> ReadAsync(string id, SourceQuery query, Secret? token, CancellationToken cancellationToken)
    {
        var (repository, address, source) = await OpenAsync(id, query.Path, query.Commit, token, cancellationToken);
        if (query.From > source.Lines)
        {
            throw InvalidRequest.Create(new RequestFault("/from", "literal_error", "from must be a line of the file"));
        }

        var asked = Math.Min(query.To ?? source.Lines, source.Lines);
        var to = Math.Min(asked, query.From + MaxLines - 1);
        var text = SourceText.From(source);
        var lines = text.Lines.Skip(query.From - 1).Take(to - query.From + 1).ToList();
        var citing = await pages.FindCitingAsync(repository.Id, query.Path, source.Blob, cancellationToken);
        return new SourcePage(
            query.Path,
            source.Commit,
            Convert.ToHexStringLower(source.Blob),
            FileKinds.LanguageOf(query.Path),
            text.Content?.Length,
            source.Lines,
            query.From,
            to,
            lines,
            to < asked,
            text.Content is null ? null : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines)))),
            SourceLink.To(repository, address, source.Commit, query.Path, query.From, to),
            [
                .. source.Symbols.Where(symbol => symbol.Line >= query.From && symbol.Line <= to).Select(symbol => new SourceSymbol(
                    symbol.FullName, JsonNamingPolicy.SnakeCaseLower.ConvertName(symbol.Kind.ToString()), symbol.Line, symbol.EndLine)),
            ],
            [
                .. citing.Where(row => row.StartLine <= to && row.EndLine >= query.From)
                    .Select(row => new CitingPage(row.Wiki, row.Slug, row.StartLine, row.EndLine)),
            ]);
    }

    /// <summary>A file as the index holds it, opened for a caller who may read it.</summary>
    /// <exception cref="DeepWikiException">The repository is not for this caller, or no index holds the file.</exception>
    public async Task<(StoredRepository Repository, RepositoryAddress Address, StoredSource Source)> OpenAsync(
        string id, string path, string? commit, Secret? token, CancellationToken cancellationToken)
    {
        var (repository, address) = await repositories.OpenAsync(id, token, cancellationToken);
        if (await sources.FindAsync(repository.Id, commit, path, cancellationToken) is not { } source)
        {
            throw await FindSkippedAsync(repository, address, path, commit, token, cancellationToken) is (_, { Reason: "binary" })
                ? new DeepWikiException(ErrorCode.BinaryFile, "The file is no text.")
                : new DeepWikiException(ErrorCode.NotFound, "No index of this repository holds that path at that commit.");
        }

        await repositories.ProveAsync(repository, address, source.Ref, token, cancellationToken);
        return (repository, address, source);
    }

    /// <summary>A file that is known and has no content in the index, with the commit it is of; null for any other.</summary>
    public async Task<(string Commit, SkippedFile File)?> FindSkippedAsync(
        StoredRepository repository, RepositoryAddress address, string path, string? commit, Secret? token, CancellationToken cancellationToken)
    {
        if (await folders.FindAsync(repository.Id, commit, "", cancellationToken) is not { } root)
        {
            return null;
        }

        await repositories.ProveAsync(repository, address, root.Ref, token, cancellationToken);
        var skipped = await folders.FindSkippedAsync(repository.Id, root.Commit, path, cancellationToken);
        return skipped.FirstOrDefault(file => file.Path == path) is { } found ? (root.Commit, found) : null;
    }
}
