using System.Text;
using System.Text.Json;
using DeepWiki.ChatApi.Chat.Requests;
using DeepWiki.ChatApi.Http;
using DeepWiki.ChatApi.Http.Json;
using DeepWiki.ChatApi.Legacy.OpenApi;
using DeepWiki.ChatApi.Repositories;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Git;
using DeepWiki.Core.Secrets;

namespace DeepWiki.ChatApi.Chat;

/// <summary>
/// Reads the one message of the published chat protocol into the record that describes it. Names match case exactly, unknown members are
/// ignored, of duplicates the last counts. Faults of shape are named at once, then whether there is a question, then faults of values at once;
/// each with its field and never with its value.
/// </summary>
internal sealed class ChatRequestParser
{
    private const int MaxMessages = 1000;
    private const int MaxNameLength = 200;
    private const int MaxPathLength = 4096;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64 };

    private readonly List<RequestFault> faults = [];

    private ChatRequestParser()
    {
    }

    /// <exception cref="DeepWikiException"><see cref="ErrorCode.InvalidJson"/>, <see cref="ErrorCode.InvalidRequest"/> for the shape,
    /// <see cref="ErrorCode.NoMessages"/>, <see cref="ErrorCode.LastMessageNotUser"/> or <see cref="ErrorCode.InvalidRequest"/> for a value,
    /// in this order.</exception>
    public static ChatRequest Parse(ReadOnlyMemory<byte> json)
    {
        using var document = ParseJson(json);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
        {
            throw InvalidRequest.Create([new("", "model_attributes_type", "The request must be a JSON object")]);
        }

        return new ChatRequestParser().Read(document.RootElement);
    }

    private static JsonDocument ParseJson(ReadOnlyMemory<byte> json)
    {
        try
        {
            return JsonDocument.Parse(json, Options);
        }
        catch (JsonException exception)
        {
            var place = exception.LineNumber is { } line ? $" (line {line + 1}, byte {exception.BytePositionInLine})" : "";
            throw new DeepWikiException(ErrorCode.InvalidJson, $"The request is not valid JSON{place}.", exception)
            {
                Faults = [JsonFault.From(json.Span, exception)],
            };
        }
    }

    private ChatRequest Read(JsonElement request)
    {
        var body = Read<ChatQuestionBody>(request, "");
        ThrowIfFaulty();

        if (body.Messages.Count == 0)
        {
            throw new DeepWikiException(ErrorCode.NoMessages, "No messages provided");
        }

        if (body.Messages[^1].Role != "user")
        {
            throw new DeepWikiException(ErrorCode.LastMessageNotUser, "Last message must be from the user");
        }

        var reference = Optional(body.Ref);
        Check(
            body.Type is null or "" or "github" or "gitlab" or "bitbucket" or "local" or "git",
            "/type",
            "type must be github, gitlab, bitbucket, local or git");
        Check(RepositoryToken.IsValid(body.Token), "/token", RepositoryToken.Rule);
        Check(IsName(body.Provider), "/provider", "provider must be a name");
        Check(IsName(body.Model), "/model", "model must be a name of at most 200 printable characters");
        Check(reference is null || ReferenceName.IsValid(reference), "/ref", "ref must be the name of a branch or tag, or the whole id of a commit");
        Check(IsLanguage(body.Language), "/language", "language must be a language tag such as en or pt-br");
        var filters = new RequestedFilters(
            List(body.ExcludedDirs, "excluded_dirs"),
            List(body.ExcludedFiles, "excluded_files"),
            List(body.IncludedDirs, "included_dirs"),
            List(body.IncludedFiles, "included_files"));
        ThrowIfFaulty();

        return new ChatRequest(
            body.RepoUrl,
            string.IsNullOrEmpty(body.Type) ? "github" : body.Type,
            [.. body.Messages.Select(turn => new ConversationTurn(turn.Role, turn.Content))],
            PathOf(body.FilePath),
            Secret.FromOptional(body.Token),
            Optional(body.Provider),
            Optional(body.Model),
            body.Language?.ToLowerInvariant() ?? "",
            filters)
        {
            Ref = reference is not null && ReferenceName.IsCommit(reference) ? reference.ToLowerInvariant() : reference,
        };
    }

    /// <summary>Reads the members that a record describes, in its order. A member with a fault stays null.</summary>
    private TBody Read<TBody>(JsonElement json, string at)
    {
        var info = JsonSerializerOptions.Default.GetTypeInfo(typeof(TBody));
        var body = info.CreateObject!(); // Every record that describes a body can be made without arguments.
        var values = json.Find([.. info.Properties.Select(member => Encoding.UTF8.GetBytes(member.Name))]);
        foreach (var (member, value) in info.Properties.Zip(values))
        {
            var pointer = $"{at}/{member.Name}";
            if (value.ValueKind == JsonValueKind.Undefined)
            {
                Check(!member.IsRequired, pointer, $"{pointer[1..]} is required", "missing");
            }
            else if (value.ValueKind != JsonValueKind.Null || !member.IsSetNullable)
            {
                member.Set!(body, member.PropertyType == typeof(string) ? Text(value, pointer) : Messages(value)); // Every member has an init.
            }
        }

        return (TBody)body;
    }

    private List<ChatMessageBody> Messages(JsonElement list)
    {
        var turns = new List<ChatMessageBody>();
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() > MaxMessages)
        {
            faults.Add(new("/messages", "list_type", $"messages must be a list of at most {MaxMessages} messages"));
            return turns;
        }

        foreach (var (item, index) in list.EnumerateArray().Select((item, index) => (item, index)))
        {
            if (item.ValueKind != JsonValueKind.Object)
            {
                faults.Add(new($"/messages/{index}", "model_attributes_type", $"messages[{index}] must be an object"));
                continue;
            }

            var turn = Read<ChatMessageBody>(item, $"/messages/{index}");
            var isKnown = turn.Role is null or "user" or "assistant" or "system";
            Check(isKnown, $"/messages/{index}/role", $"messages[{index}].role must be user, assistant or system");
            turns.Add(turn);
        }

        return turns;
    }

    private string? Text(JsonElement value, string pointer)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            faults.Add(new(pointer, "string_type", $"{pointer[1..]} must be a string"));
            return null;
        }

        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate escape cannot become text.
            faults.Add(new(pointer, "string_unicode", $"{pointer[1..]} must be valid Unicode"));
            return null;
        }
    }

    private IReadOnlyList<string> List(string? lines, string name)
    {
        var entries = RequestedFilters.Split(lines);
        Check(entries is not null, "/" + name, $"{name} must have at most 1,000 lines of at most 512 characters");
        return entries ?? [];
    }

    private void Check(bool holds, string pointer, string message, string type = "literal_error")
    {
        if (!holds)
        {
            faults.Add(new(pointer, type, message));
        }
    }

    private void ThrowIfFaulty()
    {
        if (faults.Count > 0)
        {
            throw InvalidRequest.Create(faults);
        }
    }

    private static bool IsName(string? name) => name is null || (name.Length <= MaxNameLength && !name.Any(char.IsControl));

    private static bool IsLanguage(string? tag) =>
        string.IsNullOrEmpty(tag)
        || (tag.Length <= 5 && tag.Split('-') is { Length: <= 2 } parts && parts.All(part => part.Length == 2 && part.All(char.IsAsciiLetter)));

    // A file that cannot be in a repository is ignored like one that is not. PostgreSQL takes no U+0000 at all.
    private static string? PathOf(string? text) =>
        string.IsNullOrEmpty(text) || text.Length > MaxPathLength || text.Any(char.IsControl) ? null : text;

    private static string? Optional(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
