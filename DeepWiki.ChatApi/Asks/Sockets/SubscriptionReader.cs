using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using DeepWiki.ChatApi.Asks.Frames;
using DeepWiki.ChatApi.Asks.Logs;
using DeepWiki.ChatApi.Http.Bodies;
using DeepWiki.Core.Errors;

namespace DeepWiki.ChatApi.Asks.Sockets;

/// <summary>Frames of a subscription: a snapshot first, then what changes, and a farewell when there is nothing more to tell.</summary>
internal sealed class SubscriptionReader : IEventSink, IFrameReader
{
    private const int MaxAhead = 64;

    private readonly Channel<Frame> frames = Channel.CreateBounded<Frame>(MaxAhead);
    private readonly CancellationTokenSource gone = new();
    private readonly string topic;
    private readonly string target;
    private readonly Action wake;
    private readonly Task running;

    /// <param name="topic">Topic of the subscription.</param>
    /// <param name="target">Id of the job or wiki.</param>
    /// <param name="run">Sends the events; returns when there are no more.</param>
    /// <param name="wake">Called when there may be something to read.</param>
    public SubscriptionReader(string topic, string target, Func<SubscriptionReader, CancellationToken, Task> run, Action wake)
    {
        (this.topic, this.target, this.wake) = (topic, target, wake);
        running = RunAsync(run);
    }

    public string? LastEventId => null;

    public Task SendAsync(string type, string? id, string json, CancellationToken cancellationToken) => type switch
    {
        "snapshot" => WriteAsync(new Frame("subscribed", null, $"{Topic()},\"snapshot\":{json}"), cancellationToken),
        "progress" => WriteAsync(new Frame("progress", null, Members(json)), cancellationToken),
        "change" => WriteAsync(new Frame("change", null, Members(json)), cancellationToken),

        // A job has ended.
        _ => WriteAsync(new Frame("change", null, $",\"kind\":\"ended\",\"job\":{json}"), cancellationToken),
    };

    public Task PingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public bool TryRead([NotNullWhen(true)] out Frame? frame) => frames.Reader.TryRead(out frame);

    public async ValueTask DisposeAsync()
    {
        await gone.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        gone.Dispose();
    }

    private async Task RunAsync(Func<SubscriptionReader, CancellationToken, Task> run)
    {
        try
        {
            await run(this, gone.Token);
            await WriteAsync(new Frame("unsubscribed", null, Topic()), gone.Token);
        }
        catch (DeepWikiException error)
        {
            await WriteAsync(Frame.Create("error", ErrorMembers.From(error)), gone.Token);
        }
        catch (Exception) when (!gone.IsCancellationRequested)
        {
            var error = new DeepWikiException(ErrorCode.Internal, "The subscription broke off. Subscribe again.");
            await WriteAsync(Frame.Create("error", ErrorMembers.From(error)), gone.Token);
        }
    }

    private async Task WriteAsync(Frame frame, CancellationToken cancellationToken)
    {
        await frames.Writer.WriteAsync(frame, cancellationToken);
        wake();
    }

    private string Topic() => $",\"topic\":\"{topic}\",\"target\":\"{target}\"";

    // {"stage":"embed",…}
    private static string Members(string json) => json.Length > 2 ? $",{json[1..^1]}" : "";
}
