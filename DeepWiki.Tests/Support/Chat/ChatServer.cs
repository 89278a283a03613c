using System.Net.Http.Headers;
using System.Text;
using DeepWiki.ChatApi.Chat;
using DeepWiki.Tests.Support.Hosting;
using DeepWiki.Tests.Support.Providers;
using DeepWiki.Tests.Support.Sockets;
using Microsoft.Extensions.DependencyInjection;

namespace DeepWiki.Tests.Support.Chat;

/// <summary>ChatApi itself on a free port, answering with a model provider under the test's control.</summary>
internal sealed class ChatServer : IAsyncDisposable
{
    private ChatServer(ServiceProgram program, ScriptedProvider provider, LogRecorder log)
    {
        (Program, Provider, Log) = (program, provider, log);
        Http = new HttpClient { BaseAddress = program.Address };
    }

    public ServiceProgram Program { get; }

    public ScriptedProvider Provider { get; }

    /// <summary>Log of the service at warning and above.</summary>
    public LogRecorder Log { get; }

    public HttpClient Http { get; }

    public Uri Address => Program.Address;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<ChatServer> StartAsync(
        IEnumerable<(string Name, string Value)> settings, Action<IServiceCollection>? configure, CancellationToken cancellationToken)
    {
        var provider = await ScriptedProvider.StartAsync(cancellationToken);
        var log = new LogRecorder();
        (string, string)[] own =
        [
            ("OPENAI_API_KEY", ScriptedProvider.Key),
            ("OPENAI_BASE_URL", provider.BaseAddress.ToString()),
            ("Chat:DrainTimeout", "00:00:00.2"),
            ("Logging:LogLevel:Default", "Warning"),
        ];
        var program = await ServiceProgram.StartAsync(
            typeof(ChatEngine).Assembly,
            own.Concat(settings),
            services =>
            {
                log.AddTo(services);
                configure?.Invoke(services);
            },
            cancellationToken);
        return new ChatServer(program, provider, log);
    }

    /// <summary>Opens a socket on <c>/ws/chat</c>.</summary>
    public Task<RawConnection> OpenAsync(int? receiveBuffer = null) => RawConnection.UpgradeAsync(Address, receiveBuffer: receiveBuffer);

    /// <summary>Opens a socket, sends one text message and reads to the end.</summary>
    public async Task<RawConversation> AskAsync(string message)
    {
        await using var socket = await OpenAsync();
        await socket.SendTextAsync(message);
        return await socket.ReadToEndAsync();
    }

    /// <summary>Opens a socket, asks, and returns when the first text has come.</summary>
    public async Task<RawConnection> AskUntilFirstTextAsync(string message, int? receiveBuffer = null)
    {
        var socket = await OpenAsync(receiveBuffer);
        await socket.SendTextAsync(message);
        Assert.Equal(RawFrame.Text, (await socket.ReadFrameAsync())?.Opcode);
        return socket;
    }

    public async Task<(int Status, string Body, HttpResponseHeaders Headers, string ContentType)> PostAsync(string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await Http.PostAsync(path, content, Token);
        return (
            (int)response.StatusCode, await response.Content.ReadAsStringAsync(Token), response.Headers,
            response.Content.Headers.ContentType?.ToString() ?? "");
    }

    /// <summary>The same as it came, status and headers of the content included.</summary>
    public async Task<RawHttpReply> PostForReplyAsync(string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await Http.PostAsync(path, content, Token);
        var headers = response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated)
            .ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        return new RawHttpReply((int)response.StatusCode, headers, await response.Content.ReadAsStringAsync(Token));
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        Provider.Release();
        await Program.DisposeAsync();
        await Provider.DisposeAsync();
    }
}
