using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Prompts;
using DeepWiki.Core.Retrieval.Fusion;
using DeepWiki.Core.SourceCode;

namespace DeepWiki.Core.Retrieval;

/// <summary>Turns ranked files and chunks into the blocks of a prompt: picks, fits into the budget, and joins what touches.</summary>
internal static class ContextBuilder
{
    private const int MaxChunks = 20;
    private const int MaxFiles = 14;
    private const int MaxOfFocus = 10;
    private const int MaxGap = 3;

    /// <summary>
    /// Picks chunks of each file: of the first three up to three, of the next five up to two, of the rest one. A file in focus gives its content,
    /// or as much of it as leaves room for others, before all of them.
    /// </summary>
    public static IReadOnlyList<PickedChunk> Pick(IReadOnlyList<RankedFile> files, ILookup<string, PickedChunk> chunks, string? focus)
    {
        var rounds = new List<(int Round, int FileRank, PickedChunk Chunk)>();
        foreach (var (file, rank) in files.Take(MaxFiles).Select((file, index) => (file, index)))
        {
            var isFocus = file.Path == focus;
            var most = isFocus ? MaxOfFocus : rank < 3 ? 3 : rank < 8 ? 2 : 1;
            var best = BestFirst(chunks[file.Path]).Take(most).ToList();
            rounds.AddRange(best
                .Where(chunk => isFocus || chunk == best[0] || chunk.LexicalScore >= best[0].LexicalScore / 2)
                .Select((chunk, round) => (isFocus ? -1 : round, rank, chunk)));
        }

        return [.. rounds.OrderBy(pick => pick.Round).ThenBy(pick => pick.FileRank).Take(MaxChunks).Select(pick => pick.Chunk)];
    }

    /// <summary>Chunks of one file, best first.</summary>
    public static IEnumerable<PickedChunk> BestFirst(IEnumerable<PickedChunk> chunks) =>
        chunks.OrderByDescending(chunk => chunk.Score).ThenBy(chunk => chunk.ChunkId);

    /// <summary>Blocks in the order of the files; lines of one file that touch, or nearly touch, become one block.</summary>
    public static IReadOnlyList<ContextBlock> Build(
        IReadOnlyList<PickedChunk> picked,
        IReadOnlyDictionary<long, StoredChunk> stored,
        ILookup<long, Declaration> declarations,
        IReadOnlyList<RankedFile> files,
        int budget)
    {
        var left = budget;
        var fitting = new List<(PickedChunk Picked, StoredChunk Stored)>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var pick in picked)
        {
            if (!stored.TryGetValue(pick.ChunkId, out var chunk) || !seen.Add(chunk.Text))
            {
                continue;
            }

            // The first one always comes along: an answer without any evidence is useless.
            var cost = TokenEstimate.Count(chunk.Text);
            if (cost <= left || fitting.Count == 0)
            {
                left -= cost;
                fitting.Add((pick, chunk));
            }
        }

        var ranks = files.Select((file, rank) => (file.Path, rank)).ToDictionary(file => file.Path, file => file.rank, StringComparer.Ordinal);
        var scores = files.ToDictionary(file => file.Path, file => file.Score, StringComparer.Ordinal);
        return fitting
            .GroupBy(chunk => chunk.Picked.Path, StringComparer.Ordinal)
            .OrderBy(file => ranks.GetValueOrDefault(file.Key, int.MaxValue))
            .SelectMany(file => Join(file.Key, scores.GetValueOrDefault(file.Key), [.. file.Select(chunk => chunk.Stored)], declarations))
            .Select((block, index) => block with { Number = index + 1 })
            .ToList();
    }

    private static IEnumerable<ContextBlock> Join(
        string path, double score, IReadOnlyList<StoredChunk> chunks, ILookup<long, Declaration> declarations) =>
        Join(path, score, chunks).Select(block => block.With(declarations[chunks[0].BlobNumber]));

    private static IEnumerable<ContextBlock> Join(string path, double score, IEnumerable<StoredChunk> chunks)
    {
        ContextBlock? open = null;
        long last = 0;
        foreach (var chunk in chunks.OrderBy(chunk => chunk.StartLine))
        {
            // Neighbours have neighbouring ids, and what lies between two neighbours is blank: every other line belongs to a chunk.
            if (open is not null && chunk.ChunkId == last + 1 && chunk.StartLine - open.EndLine - 1 <= MaxGap)
            {
                open = open with { EndLine = chunk.EndLine, Text = open.Text + new string('\n', chunk.StartLine - open.EndLine) + chunk.Text };
            }
            else
            {
                if (open is not null)
                {
                    yield return open;
                }

                open = new ContextBlock(0, path, chunk.StartLine, chunk.EndLine, chunk.Symbol, chunk.Text, score);
            }

            last = chunk.ChunkId;
        }

        if (open is not null)
        {
            yield return open;
        }
    }
}
