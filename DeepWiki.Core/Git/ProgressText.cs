using System.Text;

namespace DeepWiki.Core.Git;

/// <summary>Reads the share of received objects out of lines such as <c>Receiving objects:  42% (4938/11757), 8.21 MiB | 4 MiB/s</c>.</summary>
internal sealed class ProgressText
{
    private const int MaxPiece = 256;

    private readonly StringBuilder line = new();

    public long Bytes { get; private set; }

    public int? Percent { get; private set; }

    public void Append(ReadOnlyMemory<byte> bytes)
    {
        foreach (var value in bytes.Span)
        {
            if (value is (byte)'\r' or (byte)'\n')
            {
                Read(line.ToString());
                line.Clear();
            }
            else if (line.Length < MaxPiece)
            {
                line.Append((char)value);
            }
        }

        Bytes += bytes.Length;
    }

    private void Read(string text)
    {
        const string Start = "Receiving objects:";
        var sign = text.IndexOf('%', StringComparison.Ordinal);
        if (text.StartsWith(Start, StringComparison.Ordinal) && sign > Start.Length
            && int.TryParse(text.AsSpan(Start.Length, sign - Start.Length).Trim(), out var percent) && percent is >= 0 and <= 100)
        {
            Percent = percent;
        }
    }
}
