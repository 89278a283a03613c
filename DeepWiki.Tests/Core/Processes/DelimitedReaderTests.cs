using System.Text;
using DeepWiki.Core.Processes;

namespace DeepWiki.Tests.Core.Processes;

[Trait("Category", "Unit")]
public sealed class DelimitedReaderTests
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("", "")]
    [InlineData("a", "a")]
    [InlineData("a\n", "a")]
    [InlineData("a\n\nb\n", "a||b")]
    [InlineData("\n", "")]
    public async Task Records_end_at_the_delimiter_or_the_stream(string text, string expected)
    {
        var reader = new DelimitedReader(new OneByteStream(text), 100);
        var records = new List<string>();
        while (await reader.ReadRecordAsync((byte)'\n', CancellationToken) is { } record)
        {
            records.Add(Encoding.UTF8.GetString(record.Span));
        }

        Assert.Equal(expected, string.Join('|', records));
    }

    [Fact]
    public async Task A_long_record_is_cut_and_the_next_one_is_whole()
    {
        var reader = new DelimitedReader(new MemoryStream(Encoding.UTF8.GetBytes(new string('x', 200_000) + "\nnext\n")), 1000);

        var first = await reader.ReadRecordAsync((byte)'\n', CancellationToken);
        Assert.Equal((1000, true), (first?.Length, reader.IsCut));
        var second = await reader.ReadRecordAsync((byte)'\n', CancellationToken);
        Assert.Equal(("next", false), (Encoding.UTF8.GetString(second.GetValueOrDefault().Span), reader.IsCut));
    }

    [Fact]
    public async Task Counted_bytes_follow_a_record()
    {
        var reader = new DelimitedReader(new OneByteStream("4\nab\ncXrest\n"), 100);
        var content = new byte[4];

        await reader.ReadRecordAsync((byte)'\n', CancellationToken);
        await reader.ReadExactlyAsync(content, CancellationToken);
        await reader.SkipAsync(1, CancellationToken);
        var rest = await reader.ReadRecordAsync((byte)'\n', CancellationToken);

        Assert.Equal(("ab\nc", "rest"), (Encoding.UTF8.GetString(content), Encoding.UTF8.GetString(rest.GetValueOrDefault().Span)));
        await Assert.ThrowsAsync<EndOfStreamException>(() => reader.SkipAsync(1, CancellationToken).AsTask());
    }

    private sealed class OneByteStream(string text) : MemoryStream(Encoding.UTF8.GetBytes(text))
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(1, buffer.Length)], cancellationToken);
    }
}
