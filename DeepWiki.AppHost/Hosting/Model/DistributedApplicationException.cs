namespace Aspire.Hosting;

/// <summary>The graph cannot do what was asked; the message says why and what helps.</summary>
public class DistributedApplicationException : Exception
{
    public DistributedApplicationException(string message) : base(message)
    {
    }
}
