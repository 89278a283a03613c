using DeepWiki.Core.Secrets;

namespace DeepWiki.ChatApi.Security;

/// <summary>The code that guards changes, under the environment names of the original: <c>DEEPWIKI_AUTH_MODE</c> and <c>DEEPWIKI_AUTH_CODE</c>.</summary>
internal sealed class AuthorizationCode(IConfiguration configuration)
{
    private readonly Secret? code = Secret.FromOptional(configuration["DEEPWIKI_AUTH_CODE"]);

    /// <summary>True when a change needs the code.</summary>
    public bool IsRequired { get; } = configuration["DEEPWIKI_AUTH_MODE"]?.ToLowerInvariant() is "true" or "1" or "t";

    /// <summary>Compares in constant time. Without a code of ours the empty one is right, as clients of the original know it.</summary>
    public bool IsRight(string given) => Equals(code, Secret.FromOptional(given));

    /// <summary>True when a change with this code may be made.</summary>
    public bool Admits(string? given) => !IsRequired || (!string.IsNullOrEmpty(given) && IsRight(given));
}
