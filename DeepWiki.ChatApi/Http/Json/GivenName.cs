using DeepWiki.Core.Errors;

namespace DeepWiki.ChatApi.Http.Json;

/// <summary>The rule for owners, repositories and types as clients of the original name them: no name leads out of a folder.</summary>
internal static class GivenName
{
    private const int MaxLength = 100;

    public static bool IsValid(string name) =>
        name.Length is > 0 and <= MaxLength && name is not ("." or "..") && !name.Any(c => c is '/' or '\\' || char.IsControl(c));

    public static RequestFault Fault(string pointer) =>
        new(
            pointer, "value_error",
            $"Value should have 1 to {MaxLength} characters, none of them a slash, a backslash or a control character, and not be . or ..");
}
