using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace DeepWiki.Core.Prompts;

/// <summary>
/// Takes the power out of text that others wrote before a model reads it: the marks by which chat templates tell roles apart fall apart, and
/// characters that hide text from a human reader go.
/// </summary>
internal static partial class UntrustedText
{
    /// <summary>The text without hidden characters, its marks broken by a space.</summary>
    public static string Neutralize(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!IsHidden(rune))
            {
                clean.Append(rune);
            }
        }

        return TemplateMark().Replace(clean.ToString(), mark => $"{mark.ValueSpan[..1]} {mark.ValueSpan[1..]}");
    }

    /// <summary>Neutralizes a text as <see cref="Neutralize"/> does, on one line.</summary>
    public static string NeutralizeLine(string text) =>
        new([.. Neutralize(text).Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c)]);

    /// <summary>
    /// As <see cref="Neutralize"/>, every line after its number, so that no line can begin with a mark of its own, such as a role or a fence.
    /// </summary>
    public static string NumberLines(string text, int first)
    {
        var numbered = new StringBuilder(text.Length + (text.Length / 8));
        foreach (var line in text.Split('\n'))
        {
            numbered.Append(CultureInfo.InvariantCulture, $"{first++}| ").Append(NeutralizeLine(line)).Append('\n');
        }

        return numbered.ToString();
    }

    private static bool IsHidden(Rune rune) =>
        rune.Value
            is (>= 0xE0000 and <= 0xE007F)
                or (>= 0x202A and <= 0x202E)
                or (>= 0x2066 and <= 0x2069)
                or (>= 0x200B and <= 0x200F)
                or 0x2060
                or 0xFEFF
                or 0x061C
                or 0x00AD;

    // <|im_start|>   [INST]   [/INST]   <<SYS>>   <start_of_turn>   </s>   <｜User｜>
    [GeneratedRegex(
        @"<[|｜]|[|｜]>|\[/?INST\]|<</?SYS>>|</?(start_of_turn|end_of_turn|s|bos|eos|system|assistant|user|human|think)>",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex TemplateMark();
}
