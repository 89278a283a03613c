using System.Globalization;
using System.Text;

namespace DeepWiki.Benchmarks.Corpus;

/// <summary>
/// Writes one commit in the form that <c>git fast-import</c> reads, so that a repository needs no checkout:
/// <c>M 100644 inline "src/a.cs"</c>, then <c>data 12</c> and the bytes.
/// </summary>
internal sealed class FastImport(Stream output)
{
    private const long FirstSecond = 1_700_000_000;

    /// <param name="branch">Branch the commit goes to.</param>
    /// <param name="number">Number of commits before; the time follows from it.</param>
    /// <param name="message">The message.</param>
    /// <param name="goesOn">True when the branch is there already.</param>
    public void Begin(string branch, int number, string message, bool goesOn)
    {
        var seconds = (FirstSecond + (60 * number)).ToString(CultureInfo.InvariantCulture);
        Write($"commit refs/heads/{branch}\ncommitter Ada <ada@example.org> {seconds} +0000\n");
        Data(Encoding.UTF8.GetBytes(message));
        if (goesOn)
        {
            Write($"from refs/heads/{branch}^0\n");
        }
    }

    public void File(ReadOnlySpan<byte> path, string mode, byte[] content)
    {
        Write($"M {mode} inline {Quote(path)}\n");
        Data(content);
    }

    public void Submodule(ReadOnlySpan<byte> path, string commit) => Write($"M 160000 {commit} {Quote(path)}\n");

    public void Delete(ReadOnlySpan<byte> path) => Write($"D {Quote(path)}\n");

    public void Rename(ReadOnlySpan<byte> path, ReadOnlySpan<byte> target) => Write($"R {Quote(path)} {Quote(target)}\n");

    private void Data(byte[] content)
    {
        Write($"data {content.Length}\n");
        output.Write(content);
        Write("\n");
    }

    private void Write(string text) => output.Write(Encoding.UTF8.GetBytes(text));

    private static string Quote(ReadOnlySpan<byte> path)
    {
        var quoted = new StringBuilder("\"");
        foreach (var value in path)
        {
            quoted.Append(
                value is > 0x20 and < 0x7f and not (byte)'"' and not (byte)'\\' ? ((char)value).ToString() : "\\" + Convert.ToString(value, 8).PadLeft(3, '0'));
        }

        return quoted.Append('"').ToString();
    }
}
