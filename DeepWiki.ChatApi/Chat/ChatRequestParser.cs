using System.Text.Json;
using DeepWiki.ChatApi.Chat.Requests;
using DeepWiki.ChatApi.Http;
using DeepWiki.ChatApi.Http.Json;
using DeepWiki.ChatApi.Repositories;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Git;
using DeepWiki.Core.Secrets;

namespace DeepWiki.ChatApi.Chat;

/// <summary>
/// Reads the one message of the published chat protocol. Names match case exactly, unknown members are ignored, of duplicates the last
/// counts. Faults of shape are named at once, then whether there is a question, then faults of values at once; each with its field and
/// never with its value.
/// </summary>
internal sealed class ChatRequestParser
{
    private const int MaxMessages = 1000;
    private const int MaxNameLength = 200;
    private const int MaxPathLength = 4096;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64 };

    private static readonly string[] Lists = ["excluded_dirs", "excluded_files", "included_dirs", "included_files"];

    private static readonly NamedMembers Known =
        new(["repo_url", "type", "messages", "filePath", "token", "provider", "model", "language", "ref", .. Lists]);

    private static readonly NamedMembers Turn = new(["role", "content"]);

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
        var root = Known.Read(request);
        var url = Text(root, "repo_url", required: true);
        var type = Text(root, "type");
        var messages = Messages(root);
        var filePath = Text(root, "filePath");
        var token = Text(root, "token");
        var provider = Text(root, "provider", nullable: false);
        var model = Text(root, "model");
        var language = Text(root, "language");
        var reference = Optional(Text(root, "ref"));
        var lists = Lists.Select(name => Text(root, name)).ToArray();
        ThrowIfFaulty();

        if (messages.Count == 0)
        {
            throw new DeepWikiException(ErrorCode.NoMessages, "No messages provided");
        }

        if (messages[^1].Role != "user")
        {
            throw new DeepWikiException(ErrorCode.LastMessageNotUser, "Last message must be from the user");
        }

        Check(type is null or "" or "github" or "gitlab" or "bitbucket" or "local" or "git", "/type", "type must be github, gitlab, bitbucket, local or git");
        Check(RepositoryToken.IsValid(token), "/token", RepositoryToken.Rule);
        Check(IsName(provider), "/provider", "provider must be a name");
        Check(IsName(model), "/model", "model must be a name of at most 200 printable characters");
        Check(reference is null || ReferenceName.IsValid(reference), "/ref", "ref must be the name of a branch or tag, or the whole id of a commit");
        Check(IsLanguage(language), "/language", "language must be a language tag such as en or pt-br");
        var filters = new RequestedFilters(List(lists, 0), List(lists, 1), List(lists, 2), List(lists, 3));
        ThrowIfFaulty();

        return new ChatRequest(
            url ?? "", string.IsNullOrEmpty(type) ? "github" : type, messages, PathOf(filePath), Secret.FromOptional(token), Optional(provider),
            Optional(model), language?.ToLowerInvariant() ?? "", filters)
        {
            Ref = reference is not null && ReferenceName.IsCommit(reference) ? reference.ToLowerInvariant() : reference,
        };
    }

    private List<ConversationTurn> Messages(IReadOnlyDictionary<string, JsonElement> root)
    {
        var turns = new List<ConversationTurn>();
        var list = root["messages"];
        if (list.ValueKind == JsonValueKind.Undefined)
        {
            faults.Add(new("/messages", "missing", "messages is required"));
            return turns;
        }

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

            var turn = Turn.Read(item);
            var role = Text(turn, "role", required: true, parent: $"/messages/{index}");
            var content = Text(turn, "content", required: true, parent: $"/messages/{index}");
            Check(role is null or "user" or "assistant" or "system", $"/messages/{index}/role", $"messages[{index}].role must be user, assistant or system");
            turns.Add(new ConversationTurn(role ?? "", content ?? ""));
        }

        return turns;
    }

    private string? Text(IReadOnlyDictionary<string, JsonElement> members, string name, bool required = false, bool nullable = true, string parent = "")
    {
        var pointer = $"{parent}/{name}";
        var value = members[name];
        if (value.ValueKind == JsonValueKind.Undefined)
        {
            if (required)
            {
                faults.Add(new(pointer, "missing", $"{pointer[1..]} is required"));
            }

            return null;
        }

        if (value.ValueKind == JsonValueKind.Null && nullable && !required)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            faults.Add(new(pointer, "string_type", $"{pointer[1..]} must be a string"));
            return null;
        }

        return Decode(value, pointer);
    }

    // A lone surrogate escape cannot become text.
    private string? Decode(JsonElement value, string pointer)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            faults.Add(new(pointer, "string_unicode", $"{pointer[1..]} must be valid Unicode"));
            return null;
        }
    }

    private IReadOnlyList<string> List(string?[] lists, int index)
    {
        var entries = RequestedFilters.Split(lists[index]);
        Check(entries is not null, "/" + Lists[index], $"{Lists[index]} must have at most 1,000 lines of at most 512 characters");
        return entries ?? [];
    }

    private void Check(bool holds, string pointer, string message)
    {
        if (!holds)
        {
            faults.Add(new(pointer, "literal_error", message));
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
