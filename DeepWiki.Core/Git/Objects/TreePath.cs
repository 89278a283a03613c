using System.Globalization;
using System.Text;

namespace DeepWiki.Core.Git.Objects;

/// <summary>
/// A path of a tree. Its bytes are its identity, since names need not be UTF-8 and differ by case and normal form; people see
/// <see cref="Shown"/>, in which nothing is invisible.
/// </summary>
public sealed class TreePath : IEquatable<TreePath>
{
    private readonly byte[] bytes;

    public TreePath(ReadOnlySpan<byte> path)
    {
        bytes = path.ToArray();
        IsUtf8 = System.Text.Unicode.Utf8.IsValid(path);
        var text = Encoding.UTF8.GetString(path);
        Shown = text.Any(IsHidden) ? Mark(text) : text;
    }

    public TreePath(string path) : this(Encoding.UTF8.GetBytes(path))
    {
    }

    public ReadOnlySpan<byte> Bytes => bytes;

    public bool IsUtf8 { get; }

    /// <summary>Valid text: replacement characters for bytes that are none, marks for control and direction characters.</summary>
    public string Shown { get; }

    /// <summary>The last component of <see cref="Shown"/>.</summary>
    public string FileName => Shown[(Shown.LastIndexOf('/') + 1)..];

    public bool Equals(TreePath? other) => other is not null && bytes.AsSpan().SequenceEqual(other.bytes);

    public override bool Equals(object? obj) => Equals(obj as TreePath);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(bytes);

        return hash.ToHashCode();
    }

    public override string ToString() => Shown;

    private static string Mark(string text)
    {
        var marked = new StringBuilder(text.Length + 16);
        foreach (var character in text)
        {
            if (IsHidden(character))
            {
                marked.Append(CultureInfo.InvariantCulture, $"<U+{(int)character:X4}>");
            }
            else
            {
                marked.Append(character);
            }
        }

        return marked.ToString();
    }

    private static bool IsHidden(char character) => CharUnicodeInfo.GetUnicodeCategory(character)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
