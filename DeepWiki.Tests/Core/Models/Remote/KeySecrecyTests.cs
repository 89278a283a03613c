using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Models.Embeddings;
using DeepWiki.Core.Telemetry;
using DeepWiki.Tests.Support.Providers;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace DeepWiki.Tests.Core.Models.Remote;

/// <summary>A provider that repeats the key in all it says, and everything we say, log and trace about it.</summary>
[Trait("Category", "Integration")]
public sealed class KeySecrecyTests : IAsyncLifetime
{
    private const string Canary = "sk-canary-7Qw9ZxT4Lm2Rb8Ky";

    private readonly ConcurrentQueue<string> seen = new();
    private ScriptedProvider provider = null!; // Set before every test.

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => provider = await ScriptedProvider.StartAsync(Token);

    public ValueTask DisposeAsync() => provider.DisposeAsync();

    public static TheoryData<ScriptedAnswer> Answers { get; } =
        new()
        {
            ScriptedAnswer.Text("fine"),
            ScriptedAnswer.Failure(400, $"Bad header: Bearer {Canary}"),
            ScriptedAnswer.Failure(400) with { Raw = Encoding.UTF8.GetBytes($"{{\"error\":{{\"message\":\"You sent {Escaped(Canary)}\"}}}}") },
            ScriptedAnswer.Failure(401, $"Incorrect API key provided: {Canary}"),
            ScriptedAnswer.Failure(429, $"Key {Canary} is over its limit"),
            ScriptedAnswer.Failure(503, $"https://user:{Canary}@gateway/ failed"),
            ScriptedAnswer.Html(500) with { Raw = Encoding.UTF8.GetBytes($"<html>{Canary}</html>") },
            ScriptedAnswer.Bytes($"data: {{\"error\":{{\"message\":\"{Canary} is bad\"}}}}\n\n"),
            ScriptedAnswer.Bytes($"data: broken {Canary}\n\n"),
            ScriptedAnswer.Bytes(
                $"data: {{\"id\":\"1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"{Canary}\",\"choices\":[{{\"index\":0,"
                    + $"\"delta\":{{\"content\":\"fine\"}},\"finish_reason\":\"stop\"}}]}}\n\ndata: [DONE]\n\n"),
            ScriptedAnswer.Failure(302) with { Location = $"http://127.0.0.1:1/?key={Canary}" },
        };

    [Theory]
    [MemberData(nameof(Answers), DisableDiscoveryEnumeration = true)]
    public async Task The_key_is_in_no_error_log_or_span(ScriptedAnswer answer)
    {
        provider.Chat = answer;
        provider.Embeddings = new ScriptedEmbeddings { Status = answer.Status };
        using var listener = Listen();
        var log = new FakeLogCollector();
        using var logs = LoggerFactory.Create(builder => builder.SetMinimumLevel(LogLevel.Trace).AddProvider(new FakeLoggerProvider(log)));
        using var host = new ProviderHost(
            TimeProvider.System,
            logs,
            [
                ("OPENAI_API_KEY", Canary),
                ("OPENAI_BASE_URL", provider.BaseAddress.ToString()),
                (EmbedderOptions.TypeVariable, "openai"),
                ("Models:MaxRetries", "0"),
                ("Embeddings:MaxAttempts", "1"),
            ]);

        await NoteAsync(() => host.Chat().GetResponseAsync([new ChatMessage(ChatRole.User, "Hi")], cancellationToken: Token));
        await NoteAsync(() => host.Embedder.GenerateAsync(["text"], cancellationToken: Token));

        foreach (var record in log.GetSnapshot())
        {
            seen.Enqueue(
                string.Join(' ', [record.Message, record.Exception, .. record.Scopes, .. record.StructuredState?.Select(value => (object?)value) ?? []]));
        }

        Assert.All(provider.Requests, request => Assert.Equal("Bearer " + Canary, request.Headers["Authorization"]));
        Assert.Contains(seen, text => text.Contains("gen_ai.provider.name", StringComparison.Ordinal));
        Assert.All(seen, text => Assert.DoesNotContain(Canary, text, StringComparison.OrdinalIgnoreCase));
        Assert.All(seen, text => Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes(Canary))[..20], text, StringComparison.Ordinal));
    }

    private async Task NoteAsync(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (DeepWikiException error)
        {
            seen.Enqueue(error.Message);
            seen.Enqueue(error.ToString());
        }
    }

    private ActivityListener Listen()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == DeepWikiTelemetry.Name || source.Name.StartsWith("System.Net", StringComparison.Ordinal),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span => seen.Enqueue(Describe(span)),
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private static string Describe(Activity span)
    {
        var events = span.Events.SelectMany(happened => happened.Tags.Prepend(new("event", happened.Name)));
        var parts = span.TagObjects.Concat(events).Concat(span.Baggage.Select(item => new KeyValuePair<string, object?>(item.Key, item.Value)));
        return $"{span.DisplayName} {span.StatusDescription} " + string.Join(' ', parts.Select(part => $"{part.Key}={part.Value}"));
    }

    // As a JSON string may hold it: every character by its number.
    private static string Escaped(string text) => string.Concat(text.Select(c => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}")));
}
