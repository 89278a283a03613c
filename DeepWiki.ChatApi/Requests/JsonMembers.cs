using System.Text;
using System.Text.Json;

namespace DeepWiki.ChatApi.Requests;

/// <summary>Finds members of an object whatever the others are called.</summary>
internal static class JsonMembers
{
    /// <summary>The member of that name, of several the last; undefined when there is none.</summary>
    /// <remarks>The framework's own search throws for each name with half a surrogate pair, and a body can hold millions.</remarks>
    public static JsonElement Member(this JsonElement parent, string name)
    {
        var bytes = Encoding.UTF8.GetBytes(name);
        JsonElement found = default;
        foreach (var member in parent.EnumerateObject())
        {
            if (JsonText.IsName(member, bytes))
            {
                found = member.Value;
            }
        }

        return found;
    }
}
