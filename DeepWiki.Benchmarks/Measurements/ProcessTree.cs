using System.Globalization;

namespace DeepWiki.Benchmarks.Measurements;

/// <summary>Processor time from <c>/proc</c>: of this process with all it started, and of the whole machine.</summary>
internal static class ProcessTree
{
    private const double TicksASecond = 100;

    /// <summary>Seconds used by this process, its children and theirs, ended ones included.</summary>
    public static double OwnSeconds()
    {
        var processes = Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) ? Read(id) : null)
            .OfType<(int Id, int Parent, double Seconds)>()
            .ToList();
        var children = processes.ToLookup(process => process.Parent);
        var own = new Stack<(int Id, int Parent, double Seconds)>(processes.Where(process => process.Id == Environment.ProcessId));
        var seconds = 0.0;
        while (own.TryPop(out var process))
        {
            seconds += process.Seconds;
            foreach (var child in children[process.Id])
            {
                own.Push(child);
            }
        }

        return seconds;
    }

    /// <summary>Seconds all processors were busy, or taken away by the machine below.</summary>
    public static double MachineSeconds()
    {
        // cpu  user nice system idle iowait irq softirq steal guest guest_nice
        var fields = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new[] { 1, 2, 3, 6, 7, 8 }.Sum(place => double.Parse(fields[place], CultureInfo.InvariantCulture)) / TicksASecond;
    }

    private static (int Id, int Parent, double Seconds)? Read(int id)
    {
        try
        {
            // 4711 (name of it) S 1 …: the name may hold anything, so fields are counted from its end.
            var text = File.ReadAllText($"/proc/{id}/stat");
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return (
                id, int.Parse(fields[1], CultureInfo.InvariantCulture),
                fields[11..15].Sum(field => double.Parse(field, CultureInfo.InvariantCulture)) / TicksASecond);
        }
        catch (IOException)
        {
            // It has just ended.
            return null;
        }
    }
}
