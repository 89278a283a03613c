using System.Security.Cryptography;
using System.Text;
using DeepWiki.ChatApi.Http;
using DeepWiki.ChatApi.Repositories;
using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Secrets;

namespace DeepWiki.ChatApi.Sources;

/// <summary>Gives the lines of an indexed file to callers who were seen to be able to read the repository.</summary>
internal sealed class SourceReader(RepositoryLookup repositories, SourceStore sources)
{
    private const int MaxLines = 2000;

    /// <exception cref="DeepWikiException">The repository is not for this caller, or the index does not hold the lines.</exception>
    public async Task<SourcePage> ReadAsync(string id, SourceQuery query, Secret? token, CancellationToken cancellationToken)
    {
        var (repository, address) = await repositories.OpenAsync(id, token, cancellationToken);
        var source = await sources.FindAsync(repository.Id, query.Commit, query.Path, cancellationToken)
            ?? throw new DeepWikiException(ErrorCode.NotFound, "No index of this repository holds that path at that commit.");
        await repositories.ProveAsync(repository, address, source.Ref, token, cancellationToken);
        if (query.From > source.Lines)
        {
            throw InvalidRequest.Create(new RequestFault("/from", "literal_error", "from must be a line of the file"));
        }

        var asked = Math.Min(query.To ?? source.Lines, source.Lines);
        var to = Math.Min(asked, query.From + MaxLines - 1);
        var text = SourceText.From(source);
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
            SourceLink.To(repository, address, source.Commit, query.Path, query.From, to),
            [
                .. source.Symbols.Where(symbol => symbol.Line >= query.From && symbol.Line <= to)
                    .Select(symbol => new SourceSymbol(symbol.FullName, symbol.Line)),
            ]);
    }
}
