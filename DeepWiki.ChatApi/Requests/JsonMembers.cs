using System.Text.Json;

namespace DeepWiki.ChatApi.Requests;

/// <summary>Finds members of an object whatever the others are called.</summary>
internal static class JsonMembers
{
    /// <summary>The member of that name, of several the last; undefined when there is none.</summary>
    public static JsonElement Member(this JsonElement parent, string name)
    {
        try
        {
            return parent.TryGetProperty(name, out var found) ? found : default;
        }
        catch (InvalidOperationException) when (parent.ValueKind == JsonValueKind.Object)
        {
            // Half a surrogate pair in the name of another member.
            return parent.EnumerateObject().LastOrDefault(member => JsonText.ReadName(member) == name) is { Value.ValueKind: not JsonValueKind.Undefined } last
                ? last.Value
                : default;
        }
    }
}
