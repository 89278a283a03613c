using System.Globalization;
using System.Runtime.CompilerServices;
using DeepWiki.Core.Telemetry;
using StackExchange.Redis;

namespace DeepWiki.Core.Caching;

/// <summary>
/// Frames of running asks as streams in Redis, numbered by the one replica that answers: any other can read them on from any number. A frame below the top
/// of its log is refused by Redis itself, so a replica that lost an ask without noticing can add nothing to it.
/// </summary>
public sealed class AskLog(RedisStore redis)
{
    private const int MaxLength = 25_000;
    private const int BatchSize = 128;
    private const string FrameField = "f";

    /// <summary>Time in which an ask can be resumed after its last frame.</summary>
    public static readonly TimeSpan Expiry = TimeSpan.FromSeconds(900);

    private static readonly TimeSpan RequestExpiry = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan ReaderExpiry = TimeSpan.FromSeconds(10);

    // A message can be lost with the connection.
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(2);

    /// <summary>Notes the ask that a request id leads to, before any work.</summary>
    /// <returns>The ask that the id led to before; null when it is a new one, or Redis does not answer.</returns>
    public async Task<string?> ReserveAsync(string request, string ask, CancellationToken cancellationToken) =>
        await redis.AddAsync(RedisKeys.AskRequest(request), ask, RequestExpiry, cancellationToken) == false
            ? await redis.GetAsync(RedisKeys.AskRequest(request), cancellationToken)
            : null;

    /// <summary>Forgets a request id whose ask was refused.</summary>
    public Task ForgetAsync(string request, CancellationToken cancellationToken) => redis.DeleteAsync(RedisKeys.AskRequest(request), cancellationToken);

    /// <summary>Stores the facts of an ask. False when Redis does not answer.</summary>
    public Task<bool> BeginAsync(string ask, AskFacts facts, CancellationToken cancellationToken) =>
        redis.TryAsync(
            Spans.RedisSet,
            async database =>
            {
                await database.HashSetAsync(RedisKeys.Ask(ask), AskRows.Write(facts));
                await database.KeyExpireAsync(RedisKeys.Ask(ask), Expiry, CommandFlags.FireAndForget);
                return true;
            },
            RedisPatience.High,
            cancellationToken);

    /// <summary>Notes the commit that an ask turned out to be about.</summary>
    public Task NoteCommitAsync(string ask, string commit, CancellationToken cancellationToken) =>
        redis.TryAsync(
            Spans.RedisSet, database => database.HashSetAsync(RedisKeys.Ask(ask), AskRows.Commit, commit), RedisPatience.High, cancellationToken);

    /// <summary>The facts of an ask; null when it is not known any more, or Redis does not answer.</summary>
    public async Task<AskFacts?> FindAsync(string ask, CancellationToken cancellationToken) =>
        AskRows.Read(
            await redis.TryAsync(Spans.RedisGet, database => database.HashGetAllAsync(RedisKeys.Ask(ask)), RedisPatience.High, cancellationToken) ?? []);

    /// <summary>Appends frames in their order and wakes those who read.</summary>
    public Task<AppendOutcome> AppendAsync(string ask, IReadOnlyList<LoggedFrame> frames, CancellationToken cancellationToken) =>
        redis.TryAsync(
            Spans.RedisSet,
            async database =>
            {
                var key = RedisKeys.AskFrames(ask);
                var appends = frames.Select(frame => database.StreamAddAsync(
                    key, [new NameValueEntry(FrameField, frame.Json)], Id(frame.Number), MaxLength, useApproximateMaxLength: true)).ToList();
                database.KeyExpire(key, Expiry, CommandFlags.FireAndForget);
                database.KeyExpire(RedisKeys.Ask(ask), Expiry, CommandFlags.FireAndForget);
                try
                {
                    await Task.WhenAll(appends);
                }
                catch (RedisServerException error) when (error.Message.Contains("equal or smaller", StringComparison.Ordinal))
                {
                    return AppendOutcome.Superseded;
                }

                database.Publish(Channel(ask), frames[^1].Number, CommandFlags.FireAndForget);
                return AppendOutcome.Stored;
            },
            RedisPatience.High,
            cancellationToken);

    /// <summary>Tells readers at other replicas of progress, which is not kept.</summary>
    public Task TellAsync(string ask, string json, CancellationToken cancellationToken) =>
        redis.TryAsync(
            Spans.RedisSet, database => database.PublishAsync(Channel(ask), json, CommandFlags.FireAndForget), RedisPatience.High, cancellationToken);

    /// <summary>Frames behind a number, in order; none when Redis does not answer.</summary>
    public async Task<IReadOnlyList<LoggedFrame>> ReadAsync(string ask, long after, CancellationToken cancellationToken) =>
        [
            .. (await redis.ReadAsync(RedisKeys.AskFrames(ask), Id(after), BatchSize, cancellationToken)).Select(entry =>
                new LoggedFrame(Number(entry.Id!), entry[FrameField]!)), // Every entry is written with both.
        ];

    /// <summary>Number of the last frame that is logged; 0 for none.</summary>
    public async Task<long> FindLastAsync(string ask, CancellationToken cancellationToken) =>
        await redis.FindLastIdAsync(RedisKeys.AskFrames(ask), cancellationToken) is { } id ? Number(id) : 0;

    /// <summary>Frames behind a number, then those to come and signs of progress. Null stands for a moment without one, every few seconds.</summary>
    /// <param name="ask">The ask.</param>
    /// <param name="after">Number of the last frame seen; 0 for none.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    public async IAsyncEnumerable<LoggedFrame?> FollowAsync(string ask, long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Listening first closes the gap between what is read and what is told.
        var messages = await redis.SubscribeAsync(RedisKeys.AskFramesChannel(ask), cancellationToken);
        try
        {
            while (true)
            {
                var frames = await ReadAsync(ask, after, cancellationToken);
                foreach (var frame in frames)
                {
                    after = frame.Number;
                    yield return frame;
                }

                if (frames.Count == 0)
                {
                    await redis.SetAsync(RedisKeys.AskReader(ask), "1", ReaderExpiry, cancellationToken);
                    yield return await RedisWait.ForMessageAsync(messages, PollInterval, cancellationToken) is { } told && told.StartsWith('{')
                        ? new LoggedFrame(0, told)
                        : null;
                }
            }
        }
        finally
        {
            messages?.Unsubscribe(CommandFlags.FireAndForget);
        }
    }

    /// <summary>True while an ask is read at another replica.</summary>
    public async Task<bool> HasReaderAsync(string ask, CancellationToken cancellationToken) =>
        await redis.GetAsync(RedisKeys.AskReader(ask), cancellationToken) is not null;

    /// <summary>Leaves a word for the replica that answers an ask, which hears it at once, or sees it when it renews its lease.</summary>
    public Task<bool> ControlAsync(AskControl control, string replica, CancellationToken cancellationToken) =>
        redis.TryAsync(
            Spans.RedisSet,
            async database =>
            {
                await database.HashSetAsync(RedisKeys.Ask(control.Ask), AskRows.Control, control.Name);
                await database.PublishAsync(RedisChannel.Literal(RedisKeys.AskControlChannel(replica)), $"{control.Ask} {control.Name}");
                return true;
            },
            RedisPatience.Needed,
            cancellationToken);

    /// <summary>Words for the asks that a replica answers, as they come.</summary>
    public async IAsyncEnumerable<AskControl> ListenAsync(string replica, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var messages = await redis.SubscribeAsync(RedisKeys.AskControlChannel(replica), cancellationToken);
        if (messages is null)
        {
            yield break;
        }

        try
        {
            await foreach (var message in messages.WithCancellation(cancellationToken))
            {
                if (((string?)message.Message)?.Split(' ') is [var ask, var name])
                {
                    yield return new AskControl(ask, name);
                }
            }
        }
        finally
        {
            messages.Unsubscribe(CommandFlags.FireAndForget);
        }
    }

    private static RedisChannel Channel(string ask) => RedisChannel.Literal(RedisKeys.AskFramesChannel(ask));

    private static string Id(long number) => string.Create(CultureInfo.InvariantCulture, $"{number}-0");

    private static long Number(string id) => long.Parse(id.AsSpan(0, id.IndexOf('-')), NumberStyles.None, CultureInfo.InvariantCulture);
}
