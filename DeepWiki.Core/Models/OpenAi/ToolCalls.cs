using System.Text;
using System.Text.Json;

namespace DeepWiki.Core.Models.OpenAi;

/// <summary>
/// Gathers the tool calls of one streamed answer and writes them whole, in the one form the SDK is sure to read. Servers send their arguments in
/// fragments, whole or as an object, give parallel calls the same index or none, repeat names, and leave ids out.
/// <code>"tool_calls":[{"index":0,"id":"call_1","function":{"name":"read_file","arguments":"{\"pa"}}]</code>
/// </summary>
internal sealed class ToolCalls
{
    private const string ArgumentsMember = "arguments";

    private readonly List<Call> calls = [];

    public bool IsEmpty => calls.Count == 0;

    /// <summary>Takes the calls of one delta, in its present form and in the one that had a single call; false when it has none.</summary>
    public bool Add(JsonElement delta)
    {
        if (JsonText.Member(delta, "tool_calls") is { ValueKind: JsonValueKind.Array } fragments)
        {
            foreach (var fragment in fragments.EnumerateArray().Where(fragment => fragment.ValueKind == JsonValueKind.Object))
            {
                // Some leave the inner object out.
                Add(fragment, JsonText.Member(fragment, "function") is { ValueKind: JsonValueKind.Object } function ? function : fragment);
            }

            return fragments.GetArrayLength() > 0;
        }

        if (JsonText.Member(delta, "function_call") is { ValueKind: JsonValueKind.Object } single)
        {
            Add(single, single);
            return true;
        }

        return false;
    }

    /// <summary>Leaves out the calls whose arguments end in the middle.</summary>
    public void DropIncomplete() => calls.RemoveAll(call => !call.IsComplete);

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("tool_calls");
        foreach (var (index, call) in calls.Index())
        {
            writer.WriteStartObject();
            writer.WriteNumber("index", index);

            // Unlike any of the conversation's earlier turns, as results are joined to their calls by it.
            writer.WriteString("id", call.Id is { Length: > 0 } id ? id : $"call_{Guid.NewGuid():N}");
            writer.WriteString("type", "function");
            writer.WriteStartObject("function");
            writer.WriteString("name", call.Name);
            writer.WriteString(ArgumentsMember, call.Text);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private void Add(JsonElement fragment, JsonElement function)
    {
        var id = JsonText.Member(fragment, "id") is { ValueKind: JsonValueKind.String } text ? JsonText.Whole(JsonText.Read(text)) : "";
        var name = JsonText.Member(function, "name") is { ValueKind: JsonValueKind.String } named ? JsonText.Whole(JsonText.Read(named)) : "";
        int? index = JsonText.Member(fragment, "index") is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var place) ? place : null;
        var arguments = JsonText.Member(function, ArgumentsMember);
        var begins = name.Length > 0 && arguments is { } some && some.GetRawText().Length > "{}".Length;
        var call = Find(index, id, name, begins);
        if (call is null)
        {
            calls.Add(call = new Call(index));
        }

        call.Id = call.Id.Length > 0 ? call.Id : id;
        call.Name = call.Name.Length > 0 ? call.Name : name;
        if (arguments is { } given)
        {
            call.Append(given);
        }
    }

    /// <summary>The call a fragment continues; null when it begins one.</summary>
    private Call? Find(int? index, string id, string name, bool begins)
    {
        var call = calls.FindLast(known => index is null || known.Index is null || known.Index == index);
        if (id.Length > 0 && calls.FindLast(known => known.Id == id) is { } same)
        {
            return same;
        }

        if (call is null)
        {
            return null;
        }

        if (id.Length > 0)
        {
            // Some give each fragment an id of its own, and the name to the first one alone.
            return name.Length == 0 ? Unfinished(call) : Unnamed(call);
        }

        // A name that comes again belongs to a second call once the first one is whole.
        return name.Length > 0 && call.Name.Length > 0 && (name != call.Name || (begins && call.HasArguments && call.IsComplete)) ? null : call;
    }

    private static Call? Unfinished(Call call) => call.Id.Length == 0 || !call.HasArguments || !call.IsComplete ? call : null;

    private static Call? Unnamed(Call call) => call.Id.Length == 0 && call.Name.Length == 0 ? call : null;

    private sealed class Call(int? index)
    {
        private readonly StringBuilder arguments = new();

        public int? Index { get; } = index;

        public string Id { get; set; } = "";

        public string Name { get; set; } = "";

        public bool HasArguments => arguments.Length > 0;

        /// <summary>Arguments; a function without any is called with an empty object.</summary>
        public string Text => arguments.ToString() is { } text && !string.IsNullOrWhiteSpace(text) ? JsonText.Whole(text) : "{}";

        public bool IsComplete
        {
            get
            {
                try
                {
                    return JsonElement.Parse(Text).ValueKind == JsonValueKind.Object;
                }
                catch (JsonException)
                {
                    return false;
                }
            }
        }

        public void Append(JsonElement fragment)
        {
            if (fragment.ValueKind == JsonValueKind.String)
            {
                arguments.Append(JsonText.Read(fragment));
            }
            else if (fragment.ValueKind == JsonValueKind.Object)
            {
                arguments.Clear().Append(fragment.GetRawText());
            }
        }
    }
}
