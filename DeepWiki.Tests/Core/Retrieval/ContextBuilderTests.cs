using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Retrieval;
using DeepWiki.Core.Retrieval.Fusion;
using DeepWiki.Core.SourceCode;

namespace DeepWiki.Tests.Core.Retrieval;

[Trait("Category", "Unit")]
public sealed class ContextBuilderTests
{
    private static readonly ILookup<long, Declaration> Declarations = new Declaration[]
    {
        new(2, "Runner", "Runner", DeclarationKind.Class),
        new(20, "Run", "Runner.Run", DeclarationKind.Method),
        new(40, "Stop", "Runner.Stop", DeclarationKind.Method),
    }.ToLookup(_ => 1L);

    [Fact]
    public void Better_files_may_give_more_chunks_and_the_best_of_all_files_come_first()
    {
        var files = Enumerable.Range(0, 16).Select(i => new RankedFile($"f{i:D2}", 1, [], [])).ToList();
        var chunks = files.SelectMany((file, i) => Enumerable.Range(0, 4).Select(n => new PickedChunk((i * 10) + n, file.Path, 1.0 / (n + 1), 10)))
            .ToLookup(chunk => chunk.Path, StringComparer.Ordinal);

        var picked = ContextBuilder.Pick(files, chunks, focus: null);

        Assert.Equal(20, picked.Count);
        Assert.Equal(files.Take(14).Select(file => file.Path), picked.Take(14).Select(chunk => chunk.Path));
        Assert.Equal(["f00", "f01", "f02", "f03", "f04", "f05"], picked.Skip(14).Select(chunk => chunk.Path));
    }

    [Fact]
    public void A_second_chunk_needs_half_the_score_of_the_first()
    {
        var chunks = new[] { new PickedChunk(1, "f", 3, 10), new PickedChunk(2, "f", 2, 5), new PickedChunk(3, "f", 1, 4.9) }.ToLookup(
            chunk => chunk.Path, StringComparer.Ordinal);

        Assert.Equal([1L, 2L], ContextBuilder.Pick([new RankedFile("f", 1, [], [])], chunks, focus: null).Select(chunk => chunk.ChunkId));
    }

    [Fact]
    public void A_file_in_focus_gives_its_content_before_others_give_anything()
    {
        var chunks = Enumerable.Range(0, 12).Select(n => new PickedChunk(n, "focus", 1.0 / (n + 1), n == 0 ? 9 : 0)).Append(new PickedChunk(99, "other", 1, 9))
            .ToLookup(chunk => chunk.Path, StringComparer.Ordinal);

        var picked = ContextBuilder.Pick([new RankedFile("focus", 1, [], []), new RankedFile("other", 1, [], [])], chunks, "focus");

        Assert.Equal([0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 99L], picked.Select(chunk => chunk.ChunkId));
    }

    [Fact]
    public void Neighbours_become_one_block_with_the_blank_lines_between_them()
    {
        var blocks = Build(1000, Chunk(7, 1, 3, "a\nb\nc"), Chunk(8, 6, 7, "f\ng"), Chunk(10, 9, 9, "i"));

        Assert.Equal([(1, 1, 7, "a\nb\nc\n\n\nf\ng"), (2, 9, 9, "i")], blocks.Select(block => (block.Number, block.StartLine, block.EndLine, block.Text)));
    }

    [Fact]
    public void What_does_not_fit_is_left_out_whole_except_the_first()
    {
        var large = new string('x', 400);

        var blocks = Build(20, Chunk(1, 1, 1, large), Chunk(20, 50, 50, large + "y"), Chunk(30, 90, 90, "short"));

        Assert.Equal([large], blocks.Select(block => block.Text));
        Assert.Equal(["short"], Build(10, Chunk(30, 90, 90, "short"), Chunk(20, 50, 50, large)).Select(block => block.Text));
    }

    [Fact]
    public void The_same_text_is_shown_once()
    {
        Assert.Single(Build(1000, Chunk(1, 1, 1, "same"), Chunk(9, 40, 40, "same")));
    }

    [Fact]
    public void A_block_has_the_declarations_that_stand_in_its_lines()
    {
        var blocks = Build(1000, Chunk(1, 1, 4, "a\nb\nc\nd"), Chunk(9, 40, 40, "e"));

        Assert.Equal(["Runner"], blocks[0].Declarations.Select(declaration => declaration.Name));
        Assert.Equal(["Stop"], blocks[1].Declarations.Select(declaration => declaration.Name));
    }

    private static StoredChunk Chunk(long id, int from, int to, string text) => new(id, 1, from, to, null, text);

    private static IReadOnlyList<ContextBlock> Build(int budget, params StoredChunk[] chunks) =>
        ContextBuilder.Build(
            [.. chunks.Select(chunk => new PickedChunk(chunk.ChunkId, "f", 1, 1))], chunks.ToDictionary(chunk => chunk.ChunkId),
            Declarations, [new RankedFile("f", 1, [], [])], budget);
}
