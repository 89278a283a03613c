#if !USE_ASPIRE
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using DeepWiki.AppHost.Hosting.Dashboard;
using DeepWiki.AppHost.Hosting.Dashboard.Store;
using DeepWiki.AppHost.Hosting.Processes;
using DeepWiki.Tests.Fakes.Hosting;
using DeepWiki.Tests.Fakes.Telemetry;
using Microsoft.Extensions.DependencyInjection;

namespace DeepWiki.Tests.Integration.Hosting.Dashboard;

/// <summary>Resources, their variables, consoles and commands, on a graph of small programs.</summary>
[Trait("Category", "Integration")]
public sealed class DashboardResourceTests : IAsyncLifetime
{
    // Characters that addresses and JSON write differently.
    private const string Password = "+xq7vzk*\" 42";

    private readonly DistributedApplication app = HostingTestBed.Build(["--ports", "auto", "--DeepWiki:Ephemeral=true"], Graph, hasDashboard: true);
    private Task starting = Task.CompletedTask;
    private DashboardBrowser? browser;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private TelemetryStore Telemetry => app.Services.GetRequiredService<TelemetryStore>();

    private DashboardBrowser Browser => browser ?? throw new InvalidOperationException("Not logged in.");

    public async ValueTask InitializeAsync()
    {
        // "never" waits for what never becomes ready, so the start does not end.
        starting = app.StartAsync(CancellationToken.None);
        await app.ResourceNotifications.WaitForResourceAsync("talker", KnownResourceStates.Running, Token);
        browser = await DashboardBrowser.LoginAsync(app, Token);
    }

    public async ValueTask DisposeAsync()
    {
        browser?.Dispose();
        await app.StopAsync(CancellationToken.None);
        // A stop in the middle of a start cancels it.
        await starting.ContinueWith(_ => { }, TaskScheduler.Default);
        await app.DisposeAsync();
        Environment.SetEnvironmentVariable("OF_THE_SHELL", null);
    }

    [Fact]
    public async Task A_resource_has_its_state_process_and_start()
    {
        var talker = await Browser.ResourceAsync("talker", resource => resource.GetProperty("isReady").GetBoolean(), Token);
        var host = await Browser.ResourceAsync("apphost", _ => true, Token);

        Assert.Equal("Running", talker.GetProperty("state").GetString());
        Assert.Equal("healthy", talker.GetProperty("health").GetString());
        Assert.Equal("sh", talker.GetProperty("source").GetString());
        Assert.NotNull(ProcessTable.StartTime(talker.GetProperty("processId").GetInt32()));
        Assert.InRange(talker.GetProperty("startedAt").GetInt64(), 1_600_000_000_000_000, 4_000_000_000_000_000);
        Assert.Equal(Environment.ProcessId, host.GetProperty("processId").GetInt32());
    }

    [Fact]
    public async Task A_program_that_ends_badly_shows_its_exit_code_and_last_lines()
    {
        var failing = await Browser.ResourceAsync("failing", resource => resource.GetProperty("state").GetString() == "Finished", Token);

        Assert.Equal(7, failing.GetProperty("exitCode").GetInt32());
        Assert.Contains("no more sand", failing.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Equal(["start"], failing.GetProperty("commands").EnumerateArray().Select(command => command.GetString()));
    }

    [Fact]
    public async Task A_restart_brings_another_process_and_is_counted()
    {
        var before = await Browser.ResourceAsync("talker", resource => resource.GetProperty("isReady").GetBoolean(), Token);

        using var answer = await Browser.PostAsync("/api/resources/talker/restart", "{}", Token);
        var after = await Browser.ResourceAsync("talker", resource => resource.GetProperty("isReady").GetBoolean(), Token);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.NotEqual(before.GetProperty("processId").GetInt32(), after.GetProperty("processId").GetInt32());
        Assert.Null(ProcessTable.StartTime(before.GetProperty("processId").GetInt32()));
        Assert.Equal(1, after.GetProperty("restarts").GetInt32());
    }

    [Fact]
    public async Task Whoever_waits_can_be_started_and_is_then_started_once()
    {
        var waiting = await Browser.ResourceAsync("waiting", resource => resource.GetProperty("state").GetString() == "Waiting", Token);

        using var skipped = await Browser.PostAsync("/api/resources/waiting/start", "{}", Token);
        var running = await Browser.ResourceAsync("waiting", resource => resource.GetProperty("isReady").GetBoolean(), Token);
        using var ended = await Browser.PostAsync("/api/resources/sleeper/start", "{}", Token);
        await Browser.ResourceAsync("sleeper", resource => resource.GetProperty("isReady").GetBoolean(), Token);
        var later = await Browser.ResourceAsync("waiting", _ => true, Token);

        Assert.Equal(["start", "stop"], waiting.GetProperty("commands").EnumerateArray().Select(command => command.GetString()));
        Assert.Equal(HttpStatusCode.NoContent, skipped.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, ended.StatusCode);
        Assert.Equal(running.GetProperty("processId").GetInt32(), later.GetProperty("processId").GetInt32());
        Assert.Equal(0, later.GetProperty("restarts").GetInt32());
    }

    [Fact]
    public async Task Whoever_waits_and_is_stopped_stays_so()
    {
        await Browser.ResourceAsync("waiting", resource => resource.GetProperty("state").GetString() == "Waiting", Token);

        using var stopped = await Browser.PostAsync("/api/resources/waiting/stop", "{}", Token);
        using var ended = await Browser.PostAsync("/api/resources/sleeper/start", "{}", Token);
        await Browser.ResourceAsync("sleeper", resource => resource.GetProperty("isReady").GetBoolean(), Token);
        var later = await Browser.ResourceAsync("waiting", _ => true, Token);

        Assert.Equal("NotStarted", later.GetProperty("state").GetString());
    }

    [Theory]
    [InlineData("talker", "explode", HttpStatusCode.Conflict)]
    [InlineData("secret", "start", HttpStatusCode.Conflict)]
    [InlineData("nobody", "start", HttpStatusCode.NotFound)]
    public async Task What_cannot_be_done_is_refused(string name, string command, HttpStatusCode status)
    {
        using var answer = await Browser.PostAsync($"/api/resources/{name}/{command}", "{}", Token);

        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task A_console_gives_its_lines_and_then_only_what_is_new()
    {
        var all = await Browser.UntilAsync("/api/console/talker", answer => answer.GetProperty("lines").GetArrayLength() >= 3, Token);
        var last = all.GetProperty("lines").EnumerateArray().Last().GetProperty("number").GetInt64();

        var rest = await Browser.GetAsync($"/api/console/talker?after={last - 1}", Token);

        Assert.Equal("\u001b[31mhello\u001b[0m", all.GetProperty("lines")[0].GetProperty("text").GetString());
        Assert.True(all.GetProperty("lines").EnumerateArray().Single(line => line.GetProperty("text").GetString() == "aside").GetProperty("isError").GetBoolean());
        Assert.Equal(last, Assert.Single(rest.GetProperty("lines").EnumerateArray()).GetProperty("number").GetInt64());
    }

    [Fact]
    public async Task Variables_of_the_graph_are_shown_and_those_made_of_secrets_are_not()
    {
        var answer = await Browser.GetAsync("/api/resources/talker/environment", Token);

        var variables = answer.GetProperty("variables").EnumerateArray().ToDictionary(variable => variable.GetProperty("name").GetString() ?? "");
        Assert.Equal("plain", variables["GREETING"].GetProperty("value").GetString());
        Assert.Equal("graph", variables["GREETING"].GetProperty("origin").GetString());
        Assert.Equal(SecretMask.Hidden, variables["SECRET_OF_GRAPH"].GetProperty("value").GetString());
        Assert.Equal(SecretMask.Hidden, variables["ADDRESS"].GetProperty("value").GetString());
        Assert.Equal(SecretMask.Hidden, variables["PROXY"].GetProperty("value").GetString());
        Assert.Equal("inherited", variables["PATH"].GetProperty("origin").GetString());
        Assert.Equal(SecretMask.Hidden, variables["OF_THE_SHELL"].GetProperty("value").GetString());
    }

    [Fact]
    public async Task A_secret_that_is_not_set_does_not_look_set()
    {
        var set = await Browser.ResourceAsync("secret", _ => true, Token);
        var unset = await Browser.ResourceAsync("unset", _ => true, Token);

        Assert.Equal(SecretMask.Hidden, set.GetProperty("value").GetString());
        Assert.Equal("", unset.GetProperty("value").GetString());
    }

    [Fact]
    public async Task No_answer_holds_a_secret()
    {
        await Browser.UntilAsync("/api/console/talker", answer => answer.GetProperty("lines").GetArrayLength() >= 4, Token);
        foreach (var secret in new[] { Password, Uri.EscapeDataString(Password), JsonEncodedText.Encode(Password).ToString(), $"http://me:{Password}@host" })
        {
            Telemetry.AddTraces(OtlpBody.Request("talker", OtlpBody.Span($"chat.stream {secret}", 1).Message(9, OtlpBody.Pair(secret, secret)).Message(15, new ProtobufWriter().Text(2, secret))));
            Telemetry.AddLogs(OtlpBody.Request("talker", OtlpBody.Log(secret).Message(6, OtlpBody.Pair("exception.stacktrace", secret))));
            Telemetry.AddMetrics(OtlpBody.Request("talker", OtlpBody.Gauge(secret, OtlpBody.Point(1, 0).Message(7, OtlpBody.Pair(secret, secret)))));
        }

        string[] paths =
        [
            "/", "/api/resources", "/api/resources/talker/environment", "/api/console/talker", "/api/console/talker/file", "/api/resources/failing/environment",
            "/api/traces", "/api/traces/" + OtlpBody.Hex(1, 16), "/api/logs", "/api/streams", "/api/jobs", "/api/metrics",
        ];

        var answers = await Task.WhenAll(paths.Select(path => Browser.ReadAsync(path, Token)));

        Assert.All([3, 4, 6, 7, 8, 11], number => Assert.Contains(SecretMask.Hidden, Regex.Unescape(answers[number]), StringComparison.Ordinal));
        Assert.All(answers, answer => Assert.DoesNotContain("xq7vzk", answer, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Changes_are_told_at_once_and_the_stream_does_not_hold_the_stop()
    {
        using var events = await Browser.OpenAsync("/api/events", Token);
        await ReadAsync(events, line => line.Contains("\"name\":\"talker\"", StringComparison.Ordinal));

        using var answer = await Browser.PostAsync("/api/resources/talker/stop", "{}", Token);
        await ReadAsync(events, line => line.Contains("\"name\":\"talker\"", StringComparison.Ordinal) && line.Contains("\"Finished\"", StringComparison.Ordinal));
        var stop = app.StopAsync(Token);
        await events.ReadToEndAsync(Token);
        await stop;

        Assert.Null(await events.ReadLineAsync(Token));
    }

    private static void Graph(IDistributedApplicationBuilder builder)
    {
        var secret = builder.AddParameter("secret", () => Password, secret: true);
        builder.AddParameter("unset", () => "", secret: true);
        Environment.SetEnvironmentVariable("OF_THE_SHELL", "of another program");
        builder.AddExecutable("talker", "sh", "/", "-c",
                "printf '\\033[31mhello\\033[0m\\n'; echo aside >&2; printf '%s\\n' \"$SECRET_OF_GRAPH\" \"$ADDRESS\"; exec sleep 600")
            .WithEnvironment("GREETING", "plain")
            .WithEnvironment("PROXY", "http://me:xq7vzk@proxy:3128")
            .WithEnvironment("SECRET_OF_GRAPH", secret)
            .WithEnvironment("ADDRESS", $"{{\"at\": \"http://user:{secret}@host\"}}");
        builder.AddExecutable("failing", "sh", "/", "-c", "echo no more sand; exit 7");
        var sleeper = builder.AddExecutable("sleeper", "sleep", "/", "600").WithExplicitStart();
        builder.AddExecutable("waiting", "sleep", "/", "600").WaitFor(sleeper);
    }

    private static async Task ReadAsync(StreamReader events, Func<string, bool> isMeant)
    {
        while (await events.ReadLineAsync(Token) is { } line)
        {
            if (isMeant(line))
            {
                return;
            }
        }

        Assert.Fail("The stream ended.");
    }
}
#endif
