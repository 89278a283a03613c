using System.Globalization;
using System.Text;
using System.Text.Json;
using DeepWiki.Core.Processes;
using Microsoft.Extensions.Logging;

namespace DeepWiki.Core.SourceCode.Parsing;

/// <summary>
/// Reads symbols through one long-lived ctags that gets sources over its standard input and opens no file. Whatever goes wrong with a
/// file ends that ctags; the next file gets a new one.
/// </summary>
public sealed partial class CtagsSymbols : IAsyncDisposable
{
    private const int MaxSymbols = 10_000;
    private const int MaxOutput = 10 << 20;
    private const int MaxName = 512;
    private const int MaxLine = 64 * 1024;

    private static readonly TimeSpan FileLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ProcessLimit = TimeSpan.FromHours(12);

    private readonly ChildProcesses children;
    private readonly TimeProvider time;
    private readonly ILogger<CtagsSymbols> logger;
    private readonly Lazy<Task<string?>> mode;
    private readonly SemaphoreSlim one = new(1);
    private ChildProcess? child;
    private DelimitedReader? reader;
    private int number;

    public CtagsSymbols(ChildProcesses children, TimeProvider time, ILogger<CtagsSymbols> logger)
    {
        this.children = children;
        this.time = time;
        this.logger = logger;
        mode = new Lazy<Task<string?>>(FindModeAsync);
    }

    /// <summary>True when this machine has a ctags that can be spoken to. Its lack is said once.</summary>
    public async ValueTask<bool> IsAvailableAsync() => await mode.Value is not null;

    /// <summary>The tags of one source; null when ctags failed on it.</summary>
    /// <param name="extension">Tells the language. The repository's own name of the file is not passed on.</param>
    /// <param name="text">The source.</param>
    /// <param name="cancellationToken">Ends the wait and the ctags.</param>
    public async Task<IReadOnlyList<SymbolTag>?> ReadAsync(string extension, string text, CancellationToken cancellationToken)
    {
        await one.WaitAsync(cancellationToken);
        using var limit = new CancellationTokenSource(FileLimit, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var isDone = false;
        try
        {
            var tags = await AskAsync(extension, text, both.Token);
            isDone = true;

            return tags;
        }
        catch (Exception exception) when (exception is IOException or JsonException or InvalidDataException or OperationCanceledException
            && !cancellationToken.IsCancellationRequested)
        {
            LogFailed(extension, exception.GetType().Name);

            return null;
        }
        finally
        {
            if (!isDone)
            {
                await EndAsync();
            }

            one.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        one.Dispose();
    }

    private async Task<string?> FindModeAsync()
    {
        string? found = null;
        if (children.Has("ctags"))
        {
            var result = await children.RunAsync(Command(["--options=NONE", "--list-features"], TimeSpan.FromSeconds(10)), 64 * 1024, CancellationToken.None);
            var features = Encoding.UTF8.GetString(result.Output.Span).Split('\n').Select(line => line.Split(' ')[0]).ToHashSet(StringComparer.Ordinal);
            found = !result.IsSuccess || !features.Contains("json") ? null
                : features.Contains("sandbox") ? "sandbox"
                : features.Contains("interactive") ? "default"
                : null;
        }

        if (found is null)
        {
            LogMissing();
        }

        return found;
    }

    private static ChildCommand Command(IReadOnlyList<string> arguments, TimeSpan limit) =>
        new(
            "ctags", arguments, new Dictionary<string, string>(StringComparer.Ordinal) { ["PATH"] = "/usr/local/bin:/usr/bin:/bin", ["LC_ALL"] = "C" }, "/",
            limit)
        {
            Limits = new ChildLimits(512L << 20, 1 << 20, 3600, 64),
        };

    private async Task<IReadOnlyList<SymbolTag>> AskAsync(string extension, string text, CancellationToken cancellationToken)
    {
        if (child is null || reader is null)
        {
            // "--options=NONE" must stand first: else files named .ctags.d would be read, which may name a file to write.
            string[] arguments =
                ["--options=NONE", "--output-format=json", "--fields=+neKsS-P", "--sort=no", $"--_interactive={await mode.Value}"];
            child = await children.StartAsync(Command(arguments, ProcessLimit), CancellationToken.None);
            reader = new DelimitedReader(child.Output, MaxLine);
        }

        var source = Encoding.UTF8.GetBytes(text);
        var name = string.Create(CultureInfo.InvariantCulture, $"{++number}.{extension}");
        var request = Encoding.ASCII.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"{{\"command\":\"generate-tags\",\"filename\":\"{name}\",\"size\":{source.Length}}}\n"));

        // Written while answers are read: both pipes may fill.
        var writing = WriteAsync(child.Input, request, source, cancellationToken);
        try
        {
            return await ReadTagsAsync(reader, name, cancellationToken);
        }
        catch
        {
            child.Stop(); // Or it would not take the rest of the source.
            throw;
        }
        finally
        {
            await writing.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    private static async Task WriteAsync(Stream input, byte[] request, byte[] source, CancellationToken cancellationToken)
    {
        await input.WriteAsync(request, cancellationToken);
        await input.WriteAsync(source, cancellationToken);
        await input.FlushAsync(cancellationToken);
    }

    private static async Task<IReadOnlyList<SymbolTag>> ReadTagsAsync(DelimitedReader reader, string name, CancellationToken cancellationToken)
    {
        var tags = new List<SymbolTag>();
        var output = 0L;
        while (await reader.ReadRecordAsync((byte)'\n', cancellationToken) is { } line)
        {
            output += line.Length;
            if (reader.IsCut || output > MaxOutput || tags.Count > MaxSymbols)
            {
                throw new InvalidDataException("ctags answers with more than is taken.");
            }

            using var document = JsonDocument.Parse(line);
            var answer = document.RootElement;
            switch (Text(answer, "_type"))
            {
                case "completed":
                    return tags;
                case "tag" when Text(answer, "path") != name:
                    throw new InvalidDataException("ctags answers another question.");
                case "tag":
                    Add(tags, answer);
                    break;
                case "error" when !IsWarning(answer):
                    throw new InvalidDataException("ctags refuses the source.");
            }
        }

        throw new EndOfStreamException("ctags ended.");
    }

    private static void Add(List<SymbolTag> tags, JsonElement answer)
    {
        if (Text(answer, "name") is { Length: > 0 and <= MaxName } name && Text(answer, "kind") is { } kind
            && answer.TryGetProperty("line", out var number) && number.TryGetInt32(out var line))
        {
            var scope = Text(answer, "scope");
            tags.Add(new SymbolTag(name, kind, line, scope?.Length <= MaxName ? scope : null)
            {
                ScopeKind = Text(answer, "scopeKind"),
                EndLine = answer.TryGetProperty("end", out var last) && last.TryGetInt32(out var end) && end >= line ? end : null,
            });
        }
    }

    private static bool IsWarning(JsonElement answer) => answer.TryGetProperty("warning", out var warning) && warning.ValueKind == JsonValueKind.True;

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private async Task EndAsync()
    {
        if (child is not null)
        {
            await child.DisposeAsync();
        }

        (child, reader) = (null, null);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "universal-ctags with JSON output is not installed: declarations are looked for line by line")]
    private partial void LogMissing();

    [LoggerMessage(Level = LogLevel.Debug, Message = "ctags failed on a {Extension} file: {Failure}")]
    private partial void LogFailed(string extension, string failure);
}
