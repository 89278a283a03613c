namespace DeepWiki.Core.Data.Vectors;

/// <summary>A series whose approximate index is to be built, built anew or dropped.</summary>
/// <param name="SeriesId">The series.</param>
/// <param name="Dimensions">Length of its vectors.</param>
/// <param name="Rows">Vectors it has now.</param>
/// <param name="IsLarge">True when it is too large for exact scans.</param>
public sealed record LargeSeries(int SeriesId, int Dimensions, long Rows, bool IsLarge);
