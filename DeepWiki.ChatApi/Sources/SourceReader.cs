using System.Security.Cryptography;
using System.Text;
using DeepWiki.ChatApi.Repositories;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Repositories;
using DeepWiki.Core.Secrets;
using DeepWiki.Core.Storage;

namespace DeepWiki.ChatApi.Sources;

/// <summary>Gives the lines of an indexed file to callers who were seen to be able to read the repository.</summary>
internal sealed class SourceReader(RepositoryStore repositories, RepositoryAccess access, SourceStore sources)
{
    private const int MostLines = 2000;

    /// <exception cref="DeepWikiException">
    /// <see cref="ErrorCode.NotFound"/> also for a repository that is not for this caller: it is as if it had never been seen.
    /// </exception>
    public async Task<SourcePage> ReadAsync(string id, SourceQuery query, Secret? token, CancellationToken cancellationToken)
    {
        var repository = await OpenAsync(id, token, cancellationToken);
        var source = await sources.FindAsync(repository.Id, query.Commit, query.Path, cancellationToken)
            ?? throw new DeepWikiException(ErrorCode.NotFound, "No index of this repository holds that path at that commit.");
        if (query.From > source.Lines)
        {
            throw SourceQuery.Invalid(new RequestFault("/from", "literal_error", "from must be a line of the file"));
        }

        var asked = Math.Min(query.To ?? source.Lines, source.Lines);
        var to = Math.Min(asked, query.From + MostLines - 1);
        var text = SourceText.Of(source);
        var lines = text.Lines.Skip(query.From - 1).Take(to - query.From + 1).ToList();
        return new SourcePage(
            query.Path,
            source.Commit,
            Convert.ToHexStringLower(source.Blob),
            text.Size,
            source.Lines,
            query.From,
            to,
            lines,
            to < asked,
            text.Size is null ? null : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines)))),
            SourceLink.To(repository, RepositoryAddress.Parse(repository.Address, repository.Kind), source.Commit, query.Path, query.From, to),
            [.. source.Symbols.Where(symbol => symbol.Line >= query.From && symbol.Line <= to).Select(symbol => new SourceSymbol(symbol.Qualified, symbol.Line))]);
    }

    private async Task<StoredRepository> OpenAsync(string id, Secret? token, CancellationToken cancellationToken)
    {
        var repository = await repositories.FindByPublicIdAsync(id, cancellationToken) ?? throw Unknown();
        try
        {
            await access.ProveAsync(RepositoryAddress.Parse(repository.Address, repository.Kind), token, cancellationToken);
            return repository;
        }
        catch (DeepWikiException error) when (repository.Visibility != RepositoryVisibility.Public || IsRefusal(error.Code))
        {
            throw Unknown();
        }
    }

    // Of a repository that anybody could read the host's failure may be told.
    private static bool IsRefusal(ErrorCode code) =>
        code is ErrorCode.RepositoryAccessDenied or ErrorCode.RepositoryNotFound or ErrorCode.DirectoryNotFound;

    private static DeepWikiException Unknown() =>
        new(ErrorCode.NotFound, $"There is no such repository, or it is not for you. For a private one send a token that can read it as {SourceEndpoints.TokenHeader}.");
}
