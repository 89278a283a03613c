using System.Buffers;
using System.Text;
using DeepWiki.Core.Errors;

namespace DeepWiki.Core.Answering.Lookup;

/// <summary>Reads arguments as models and clients write them.</summary>
internal static class LookupArguments
{
    /// <summary>Most characters of a path, name or pattern.</summary>
    public const int MaxLength = 500;

    /// <summary>The text without blanks around it.</summary>
    /// <exception cref="DeepWikiException">It is empty, too long, or no text.</exception>
    public static string Read(string? text, string name)
    {
        text = text?.Trim() ?? "";
        return text.Length == 0 ? throw Wrong($"Give {name}: it is empty.")
            : text.Length > MaxLength ? throw Wrong($"Shorten {name} to at most {MaxLength} characters.")
            : IsText(text) ? text
            : throw Wrong($"Give {name} without control characters.");
    }

    /// <summary>A path from the root of the repository: <c>./src\a.cs</c>, <c>/src/a.cs</c> and <c>src/a.cs/</c> are all <c>src/a.cs</c>.</summary>
    public static string Path(string text)
    {
        var parts = text.Replace('\\', '/').Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part != ".");
        return string.Join('/', parts);
    }

    /// <summary>False for what the database cannot hold as text, which names nothing in it.</summary>
    public static bool IsText(string text)
    {
        var rest = text.AsSpan();
        while (Rune.DecodeFromUtf16(rest, out var rune, out var length) == OperationStatus.Done && !Rune.IsControl(rune))
        {
            rest = rest[length..];
        }

        return rest.IsEmpty;
    }

    public static DeepWikiException Wrong(string message) => new(ErrorCode.InvalidRequest, message);
}
