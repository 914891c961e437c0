"""Pictures of items: gallery, main picture, turning and cutting."""
