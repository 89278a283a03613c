using System.Net;
using DeepWiki.ChatApi.Legacy.Wikis;
using Microsoft.AspNetCore.Http;

namespace DeepWiki.Tests.ChatApi.Legacy.Wikis;

[Trait("Category", "Unit")]
public sealed class WikiReadersTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Four_at_once_are_sent_to_a_caller_and_the_next_one_waits()
    {
        using var readers = new WikiReaders();
        var rights = new List<IDisposable?>();
        for (var i = 0; i < 4; i++)
        {
            rights.Add(await readers.EnterAsync(From("203.0.113.7")));
        }

        var fifth = readers.EnterAsync(From("203.0.113.7"));
        using var other = await readers.EnterAsync(From("203.0.113.8"));

        Assert.NotNull(other);
        Assert.False(fifth.IsCompleted);
        rights[0]?.Dispose();
        using var right = await fifth.WaitAsync(Token);
        Assert.NotNull(right);
    }

    [Fact]
    public async Task Whoever_sits_at_the_machine_is_not_bounded()
    {
        using var readers = new WikiReaders();

        for (var i = 0; i < 10; i++)
        {
            Assert.Null(await readers.EnterAsync(From("127.0.0.1")));
        }
    }

    private static DefaultHttpContext From(string address)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(address);
        return context;
    }
}
