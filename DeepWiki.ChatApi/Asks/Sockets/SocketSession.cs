using System.Net.WebSockets;
using System.Text.Json;
using DeepWiki.ChatApi.Asks.Frames;
using DeepWiki.ChatApi.Asks.Requests;
using DeepWiki.ChatApi.Chat;
using DeepWiki.ChatApi.Http;
using DeepWiki.ChatApi.Http.Bodies;
using DeepWiki.Core.Caching;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Secrets;

namespace DeepWiki.ChatApi.Asks.Sockets;

/// <summary>One typed connection from its first frame to its close.</summary>
internal sealed partial class SocketSession(ChatSocket socket, AskCaller caller, SocketServices services) : IAsyncDisposable
{
    private const int ServiceRestart = 1012;

    private static readonly SocketLimits Limits = SocketLimits.Default;
    private static readonly TimeSpan ReconnectAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(50);
    private static readonly string[] Features = ["research", "resume", "subscribe"];

    private readonly SocketWriter writer = new(socket);
    private readonly SocketEnvironment environment = services.Environment;
    private readonly FrameRate rate = new(Limits.FramesPerSecond, services.Environment.Time);
    private Task? receiving;

    private bool IsStopping => environment.Drain.Stopping.IsCancellationRequested;

    /// <summary>Serves the connection until it is closed; never throws for what the peer does.</summary>
    public async Task RunAsync(CancellationToken aborted)
    {
        using var left = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        writer.Send(Frame.Create("hello", Hello()).Text);
        await using var goaway = environment.Drain.Stopping.Register(
            () => writer.Send(Frame.Create("goaway", new { reconnectAfterMs = (long)ReconnectAfter.TotalMilliseconds }).Text));
        var sending = writer.RunAsync(left.Token);
        var (code, reason) = await ReceiveAsync(sending, aborted);
        if (code == ServiceRestart)
        {
            await WaitForLastFramesAsync();
        }

        await LeaveAsync(isCancelled: code == (int)WebSocketCloseStatus.NormalClosure);
        writer.End();
        await sending.WaitAsync(environment.Limits.CloseTimeout, environment.Time, CancellationToken.None)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await left.CancelAsync();
        await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var limit = IsStopping ? environment.Limits.CloseTimeout / 2 : environment.Limits.CloseTimeout;
        await socket.EndAsync(null, code == ChatSocket.LostConnection ? (int)WebSocketCloseStatus.EndpointUnavailable : code, reason, receiving, limit);
    }

    public async ValueTask DisposeAsync()
    {
        await LeaveAsync(isCancelled: false);
        writer.Dispose();
    }

    private HelloMembers Hello() => new(2, environment.Replica, Limits, (int)AskLog.Expiry.TotalSeconds, Features);

    /// <summary>Takes frames until the peer leaves, breaks a limit, or the service ends.</summary>
    private async Task<(int Code, string Reason)> ReceiveAsync(Task sending, CancellationToken aborted)
    {
        using var left = CancellationTokenSource.CreateLinkedTokenSource(aborted, environment.Drain.Over);
        var ended = Task.Delay(Timeout.Infinite, left.Token);
        while (true)
        {
            using var share = new BufferShare(environment.Capacity.Memory);
            var receiver = new RequestReceiver(socket, environment.Limits.For(Limits.FrameBytes), Timeout.InfiniteTimeSpan, share, environment.Time);
            var next = receiver.ReceiveAsync(CancellationToken.None);
            receiving = next;
            if (await Task.WhenAny(next, sending, ended) != next)
            {
                return environment.Drain.Over.IsCancellationRequested ? (ServiceRestart, "server_stopping") : (ChatSocket.LostConnection, "");
            }

            try
            {
                if (await next is not { } message)
                {
                    return (socket.PeerCode, "");
                }

                rate.Add();
                Handle(message);
            }
            catch (DeepWikiException error)
            {
                receiving = receiver.Pending ?? receiving;
                if (!Refuse(error))
                {
                    return (ErrorTable.Row(error.Code).CloseCode, error.Code.Name());
                }
            }
            catch (ConnectionLostException)
            {
                return (ChatSocket.LostConnection, "");
            }

            if (rate.IsExceeded || writer.IsFull)
            {
                return ((int)WebSocketCloseStatus.PolicyViolation, "flood");
            }
        }
    }

    /// <summary>Waits until the asks that end with the service have said so.</summary>
    private async Task WaitForLastFramesAsync()
    {
        var start = environment.Time.GetTimestamp();
        while (environment.Time.GetElapsedTime(start) < environment.Limits.CloseTimeout / 2
            && writer.Attachments.Values.Any(attachment => attachment.Ask is { } ask && services.Controls.IsRunning(ask)))
        {
            await Task.Delay(LookInterval, environment.Time, CancellationToken.None);
        }

        await Task.Delay(LookInterval, environment.Time, CancellationToken.None);
    }

    /// <summary>Tells of a frame that was refused. False when the connection cannot go on after it.</summary>
    private bool Refuse(DeepWikiException error)
    {
        rate.Refuse();
        writer.Send(Frame.Create("error", ErrorMembers.From(error)).Text);
        return error.Code is not (ErrorCode.MessageTooLarge or ErrorCode.RequestTimeout or ErrorCode.Busy);
    }

    private void Handle(ReadOnlyMemory<byte> message)
    {
        using var json = Parse(message);
        var frame = ClientFrame.Parse(json.RootElement);
        switch (frame.Type)
        {
            case "ask":
                Ask(frame);
                break;
            case "resume":
                Resume(frame);
                break;
            case "cancel":
                Cancel(frame);
                break;
            case "subscribe":
                Subscribe(frame);
                break;
            case "unsubscribe":
                Unsubscribe(frame);
                break;
            case "ping":
                writer.Send(Frame.Create("pong", new { t = frame.Text("t") is { Length: <= 64 } t ? t : null }).Text);
                break;
            default:
                throw new DeepWikiException(ErrorCode.UnknownFrame, "The type of the frame is not known.");
        }
    }

    private void Ask(ClientFrame frame)
    {
        if (Attach(frame.RequireId(), isSubscription: false) is not { } attachment)
        {
            return;
        }

        attachment.IsAsker = true;
        AskBody body;
        try
        {
            body = IsStopping ? throw ChatCapacity.Stopping() : TypedBody.Read<AskBody>(frame.Json);
        }
        catch (DeepWikiException error)
        {
            Refuse(attachment, error);
            return;
        }

        attachment.Starting = StartAsync(attachment, async token =>
        {
            var order = await services.Orders.CheckAsync(body, caller, token);
            var started = await services.Starter.StartAsync(order, caller, writer.Wake, token);
            (attachment.Extra, attachment.Ask) = (started.Members, started.Ask);
            attachment.Reader = started.Reader;
            if (attachment.Control is { } control)
            {
                await services.Controls.RunAsync(started.Ask, control, caller, null, token);
            }
        });
    }

    private void Resume(ClientFrame frame)
    {
        if (Attach(frame.RequireId(), isSubscription: false) is not { } attachment)
        {
            return;
        }

        var (ask, message, after) = (frame.Text("ask"), frame.Text("message"), frame.Number("after") ?? 0);
        attachment.Starting = StartAsync(attachment, async token =>
        {
            var id = ask ?? (message is null ? null : await services.Readers.FindAskAsync(message, token))
                ?? throw new DeepWikiException(ErrorCode.UnknownAsk, "The frame must name an ask, or a message of a conversation, that is known.");
            attachment.Ask = id;
            attachment.Reader = await services.Readers.OpenAsync(id, after, writer.Wake, token);
        });
    }

    private void Cancel(ClientFrame frame)
    {
        var control = frame.Flag("conclude") ? AskControl.Conclude : AskControl.Cancel;
        if (!writer.Attachments.TryGetValue(frame.RequireId(), out var attachment) || attachment.IsSubscription)
        {
            return;
        }

        if (attachment.Ask is not { } ask)
        {
            attachment.Control = control;
            return;
        }

        var key = frame.Text("key");
        attachment.Starting = Task.WhenAll(attachment.Starting, ControlAsync(attachment, ask, control, key));
    }

    private async Task ControlAsync(Attachment attachment, string ask, string control, string? key)
    {
        try
        {
            // Whoever asked on this socket may end it, by whatever name.
            if (attachment.IsAsker && control == AskControl.Cancel)
            {
                services.Controls.Cancel(ask);
            }

            await services.Controls.RunAsync(ask, control, caller, key, attachment.Leaving.Token);
        }
        catch (DeepWikiException error)
        {
            writer.Send(Frame.Create("error", ErrorMembers.From(error)).WithId(attachment.Id));
        }
    }

    private void Subscribe(ClientFrame frame)
    {
        if (Attach(frame.RequireId(), isSubscription: true) is not { } attachment)
        {
            return;
        }

        var (topic, target) = (frame.Text("topic"), frame.Text("target"));
        var token = Secret.FromOptional(frame.Text("token"));
        attachment.Starting = StartAsync(attachment, async stop =>
        {
            var run = await services.Subscriptions.OpenAsync(topic, target, token, stop);
            attachment.Reader = new SubscriptionReader(topic!, target!, run, writer.Wake); // Both name what was opened.
        });
    }

    private void Unsubscribe(ClientFrame frame)
    {
        var id = frame.RequireId();
        if (writer.Attachments.TryGetValue(id, out var attachment) && attachment.IsSubscription && writer.Attachments.TryRemove(id, out _))
        {
            attachment.Starting = attachment.DisposeAsync().AsTask();
            writer.Send(new Frame("unsubscribed", null, "").WithId(id));
        }
    }

    /// <summary>Takes the id of a frame for an ask or a subscription; null when it was refused.</summary>
    private Attachment? Attach(string id, bool isSubscription)
    {
        var attachment = new Attachment(id, isSubscription);
        var alike = writer.Attachments.Values.Count(other => other.IsSubscription == isSubscription);
        DeepWikiException? error = writer.Attachments.ContainsKey(id)
            ? new(ErrorCode.DuplicateId, "The id is that of a live ask or subscription.")
            : isSubscription && alike >= Limits.Subscriptions
                ? new(ErrorCode.TooManySubscriptions, $"A socket has at most {Limits.Subscriptions} subscriptions at once.")
                : !isSubscription && alike >= Limits.Asks ? new(ErrorCode.TooManyAsks, $"A socket has at most {Limits.Asks} asks at once.") : null;
        if (error is not null)
        {
            Refuse(attachment, error);
            return null;
        }

        writer.Attachments[id] = attachment;
        return attachment;
    }

    private async Task StartAsync(Attachment attachment, Func<CancellationToken, Task> start)
    {
        // The next frame is not kept waiting.
        await Task.Yield();
        try
        {
            await start(attachment.Leaving.Token);
            writer.Wake();
        }
        catch (DeepWikiException error)
        {
            Refuse(attachment, error);
        }
        catch (OperationCanceledException) when (attachment.Leaving.IsCancellationRequested)
        {
            // The socket is gone.
        }
        catch (Exception exception)
        {
            LogFailed(environment.Logger, exception);
            Refuse(attachment, new DeepWikiException(ErrorCode.Internal, "An internal error occurred."));
        }
    }

    /// <summary>Ends an attachment that has not begun with an error of its own.</summary>
    private void Refuse(Attachment attachment, DeepWikiException error)
    {
        writer.Attachments.TryRemove(KeyValuePair.Create(attachment.Id, attachment));
        writer.Send(Frame.Create("error", ErrorMembers.From(error, partial: attachment.IsSubscription ? null : false)).WithId(attachment.Id));
    }

    /// <summary>Lets all asks and subscriptions go.</summary>
    private async Task LeaveAsync(bool isCancelled)
    {
        foreach (var (id, attachment) in writer.Attachments)
        {
            if (!writer.Attachments.TryRemove(id, out _))
            {
                continue;
            }

            if (isCancelled && attachment is { IsAsker: true, Ask: { } ask })
            {
                services.Controls.Cancel(ask);
            }

            await attachment.DisposeAsync();
        }
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> message)
    {
        try
        {
            return JsonDocument.Parse(message, new JsonDocumentOptions { MaxDepth = 64 });
        }
        catch (JsonException exception)
        {
            throw new DeepWikiException(ErrorCode.InvalidFrame, "A frame must be valid JSON.", exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Unhandled exception in a frame of a client")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
