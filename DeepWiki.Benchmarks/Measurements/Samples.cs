namespace DeepWiki.Benchmarks.Measurements;

/// <summary>Collects figures by name, in the order they came first.</summary>
internal sealed class Samples
{
    private readonly OrderedDictionary<(string Name, string Unit), List<double>> values = [];

    public IReadOnlyList<Figure> Figures => [.. values.Select(figure => new Figure(figure.Key.Name, figure.Key.Unit, figure.Value))];

    public void Add(string name, string unit, double value)
    {
        if (!values.TryGetValue((name, unit), out var list))
        {
            values.Add((name, unit), list = []);
        }

        list.Add(value);
    }

    public IReadOnlyList<double> Get(string name) => values.First(figure => figure.Key.Name == name).Value;
}
