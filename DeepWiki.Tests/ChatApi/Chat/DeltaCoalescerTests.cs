using System.Runtime.CompilerServices;
using System.Threading.Channels;
using DeepWiki.ChatApi.Chat;

namespace DeepWiki.Tests.ChatApi.Chat;

[Trait("Category", "Unit")]
public sealed class DeltaCoalescerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_piece_goes_alone_and_what_came_while_it_was_sent_goes_together()
    {
        var source = Channel.CreateBounded<string>(10);
        await using var pieces = DeltaCoalescer.CoalesceAsync(source.Reader.ReadAllAsync(Token), Token).GetAsyncEnumerator(Token);
        await source.Writer.WriteAsync("a", Token);
        await source.Writer.WriteAsync("b", Token);
        Assert.True(await pieces.MoveNextAsync());
        Assert.Equal("a", pieces.Current);

        await source.Writer.WriteAsync("c", Token);
        await source.Writer.WriteAsync("d", Token);
        Assert.True(await pieces.MoveNextAsync());
        source.Writer.Complete();

        Assert.Equal("bcd", pieces.Current);
        Assert.False(await pieces.MoveNextAsync());
    }

    [Fact]
    public async Task A_character_in_two_pieces_goes_out_whole()
    {
        Assert.Equal(["a", "😀b", "c", "\ud83d"], await OfAsync("a\ud83d", "\ude00b", "c\ud83d"));
        Assert.Equal(["😀", "x"], await OfAsync("\ud83d", "\ude00", "x"));
    }

    [Fact]
    public async Task Not_more_is_joined_than_a_slow_reader_may_cost()
    {
        var pieces = new List<string>();
        await foreach (var piece in DeltaCoalescer.CoalesceAsync(Enumerable.Repeat(new string('x', 10_000), 20).ToAsyncEnumerable(), Token))
        {
            pieces.Add(piece);
        }

        Assert.Equal(200_000, pieces.Sum(piece => piece.Length));
        Assert.InRange(pieces.Max(piece => piece.Length), 20_000, 42_000);
    }

    [Fact]
    public async Task What_came_before_a_failure_is_not_lost()
    {
        var pieces = new List<string>();

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await foreach (var piece in DeltaCoalescer.CoalesceAsync(FailAfterAsync("a", "b", "c"), Token))
            {
                pieces.Add(piece);
            }
        });

        Assert.Equal(("broken", "abc"), (failure.Message, string.Concat(pieces)));
    }

    [Fact]
    public async Task Who_reads_no_further_does_not_wait_for_what_comes_next()
    {
        var source = Channel.CreateBounded<string>(10);
        await source.Writer.WriteAsync("a", Token);

        await foreach (var piece in DeltaCoalescer.CoalesceAsync(source.Reader.ReadAllAsync(Token), Token))
        {
            Assert.Equal("a", piece);
            break;
        }

        Assert.False(source.Reader.TryRead(out _));
    }

    /// <summary>Each piece comes when the one before has left.</summary>
    private static async Task<List<string>> OfAsync(params string[] pieces)
    {
        var sent = new List<string>();
        await foreach (var piece in DeltaCoalescer.CoalesceAsync(SlowlyAsync(pieces, Token), Token))
        {
            sent.Add(piece);
        }

        return sent;
    }

    private static async IAsyncEnumerable<string> SlowlyAsync(string[] pieces, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var piece in pieces)
        {
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            yield return piece;
        }
    }

    private static async IAsyncEnumerable<string> FailAfterAsync(params string[] pieces)
    {
        foreach (var piece in pieces)
        {
            yield return piece;
        }

        await Task.CompletedTask;
        throw new InvalidOperationException("broken");
    }
}
