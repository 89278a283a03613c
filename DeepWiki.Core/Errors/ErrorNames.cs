using System.Text.Json;

namespace DeepWiki.Core.Errors;

/// <summary>Names of error codes, as they stand on the wire, in telemetry and in rows: <c>invalid_json</c> for <see cref="ErrorCode.InvalidJson"/>.</summary>
public static class ErrorNames
{
    public static string Name(this ErrorCode code) => JsonNamingPolicy.SnakeCaseLower.ConvertName(code.ToString());
}
