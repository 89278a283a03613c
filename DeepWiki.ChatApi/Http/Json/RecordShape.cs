using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace DeepWiki.ChatApi.Http.Json;

/// <summary>
/// Makes the shape of a body from the record that describes it to clients, so that the two cannot differ: a required member must be there, any other may be
/// null or absent, and <see cref="AllowedValuesAttribute"/> names the texts that are taken. Bodies are not read into the record: a wiki would be held a second
/// time.
/// </summary>
internal static class RecordShape
{
    public static JsonShape From<TRecord>() => From(typeof(TRecord));

    private static JsonShape From(Type type)
    {
        var info = JsonSerializerOptions.Default.GetTypeInfo(type);

        // Lists, arrays and dictionaries have a type of their elements.
        return info.Kind switch
        {
            JsonTypeInfoKind.Object => JsonShape.Model([.. info.Properties.Select(member => (member.Name, From(member)))]),
            JsonTypeInfoKind.Enumerable => JsonShape.List(From(info.ElementType!)),
            JsonTypeInfoKind.Dictionary => JsonShape.Map(From(info.ElementType!)),
            _ when type == typeof(string) => JsonShape.Text,
            _ => throw new NotSupportedException($"There is no shape for {type}."),
        };
    }

    private static JsonShape From(JsonPropertyInfo member)
    {
        var attributes = member.AttributeProvider?.GetCustomAttributes(typeof(AllowedValuesAttribute), inherit: false) ?? [];
        var shape = attributes is [AllowedValuesAttribute allowed] ? JsonShape.OneOf([.. allowed.Values.OfType<string>()]) : From(member.PropertyType);
        return member.IsRequired ? shape : JsonShape.Optional(shape);
    }
}
