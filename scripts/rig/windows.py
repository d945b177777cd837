"""What a window inside another app lacks, as a script for a page."""

AGENT = (
    "Mozilla/5.0 (Linux; Android 11; SM-A032M; wv) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Version/4.0 Chrome/119.0 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/440.0;]"
)
FACEBOOK = f"""(() => {{
  Object.defineProperty(Navigator.prototype, 'userAgent', {{ get: () => {AGENT!r} }});
  delete Navigator.prototype.serviceWorker;
  if (window.StorageManager) delete StorageManager.prototype.persist;
  delete window.Notification;
}})()"""
