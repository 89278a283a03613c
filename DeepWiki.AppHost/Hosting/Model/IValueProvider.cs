namespace Aspire.Hosting.ApplicationModel;

/// <summary>Has a value once the application runs.</summary>
public interface IValueProvider
{
    ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default);
}
