using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace DeepWiki.ChatApi.Asks.Frames;

/// <summary>A frame of the typed protocol, as JSON that is written once and sent to any number of readers, each under an id of its own.</summary>
/// <param name="Type">Type of the frame.</param>
/// <param name="Number">Its number within its ask, from 1; null for a frame without one.</param>
/// <param name="Members">Members behind the type, each with a comma before it.</param>
internal sealed record Frame(string Type, long? Number, string Members)
{
    private const string TypeStart = "{\"type\":\"";

    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>True for the last frame of an ask.</summary>
    public bool IsLast => Number is not null && Type is "done" or "error";

    /// <summary>The frame without an id, as it is logged and as streams over HTTP send it.</summary>
    public string Text => $"{TypeStart}{Type}\"{Members}}}";

    /// <summary>A frame with a number.</summary>
    /// <param name="type">Type of the frame.</param>
    /// <param name="number">The number.</param>
    /// <param name="members">Record whose members it has.</param>
    public static Frame Create(string type, long number, object members) =>
        new(type, number, string.Create(System.Globalization.CultureInfo.InvariantCulture, $",\"seq\":{number}{MembersOf(members)}"));

    /// <summary>A frame without a number.</summary>
    public static Frame Create(string type, object members) => new(type, null, MembersOf(members));

    /// <summary>A frame as it was logged.</summary>
    public static Frame Parse(string json, long? number)
    {
        var end = json.IndexOf('"', TypeStart.Length);
        return new Frame(json[TypeStart.Length..end], number, json[(end + 1)..^1]);
    }

    /// <summary>The frame under an id of a client, which needs no escaping.</summary>
    /// <param name="id">The id.</param>
    /// <param name="more">Members for this reader alone, each with a comma before it.</param>
    public string WithId(string id, string more = "") => $"{TypeStart}{Type}\",\"id\":\"{id}\"{Members}{more}}}";

    /// <summary>Members of a record, each with a comma before it.</summary>
    public static string MembersOf(object members)
    {
        var json = JsonSerializer.Serialize(members, members.GetType(), Json);
        return json.Length == 2 ? "" : $",{json[1..^1]}";
    }
}
