using System.Text;
using System.Text.Json;

namespace DeepWiki.ChatApi.Http.Json;

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

    /// <summary>The members of these names in their order, of several the last, in one pass; undefined where there is none.</summary>
    public static JsonElement[] Find(this JsonElement parent, IReadOnlyList<byte[]> names)
    {
        var found = new JsonElement[names.Count];
        foreach (var member in parent.EnumerateObject())
        {
            for (var i = 0; i < names.Count; i++)
            {
                if (JsonText.IsName(member, names[i]))
                {
                    found[i] = member.Value;
                    break;
                }
            }
        }

        return found;
    }
}
