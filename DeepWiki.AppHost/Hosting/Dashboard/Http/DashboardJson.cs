using System.Text.Json;
using System.Text.Json.Serialization;

namespace DeepWiki.AppHost.Hosting.Dashboard.Http;

internal static class DashboardJson
{
    public static JsonSerializerOptions Configure(JsonSerializerOptions options, SecretMask mask)
    {
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.Converters.Add(new MaskedStringConverter(mask));
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
        return options;
    }

    // Microseconds: nanoseconds exceed the exact integers of JavaScript.
    public static long Microseconds(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
}
